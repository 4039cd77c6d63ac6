using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Microblog.Push;

/// <summary>Encrypts what is pushed, so that the push service cannot read it.</summary>
/// <remarks>Source: RFC 8291 with RFC 8188; draft-ietf-webpush-encryption-04 for older apps.</remarks>
internal sealed class PushEncryption : IDisposable
{
    /// <summary>Of an uncompressed point of P-256.</summary>
    public const int PointLength = 65;

    /// <summary>Of an authentication secret.</summary>
    public const int SecretLength = 16;

    private const int SaltLength = 16;
    private const int KeyLength = 16;
    private const int NonceLength = 12;
    private const int TagLength = 16;
    private const int RecordSize = 4096;

    private readonly ECDiffieHellman own;
    private readonly byte[] salt;

    public PushEncryption()
        : this(ECDiffieHellman.Create(ECCurve.NamedCurves.nistP256), RandomNumberGenerator.GetBytes(SaltLength))
    {
    }

    /// <summary>With a given key and salt, as test vectors have them.</summary>
    internal PushEncryption(ECDiffieHellman own, byte[] salt) => (this.own, this.salt) = (own, salt);

    /// <summary>The salt, for the header of the older way.</summary>
    public ReadOnlySpan<byte> Salt => salt;

    /// <summary>The public half of the key made for this message.</summary>
    public byte[] PublicKey => Point(own.ExportParameters(includePrivateParameters: false).Q);

    /// <summary>Whether that is a point of the curve.</summary>
    public static bool IsPoint(byte[] key)
    {
        if (key.Length != PointLength || key[0] != 4)
            return false;
        try
        {
            using var _ = KeyOf(key);
            return true;
        }
        catch (CryptographicException)
        {
            return false;
        }
    }

    /// <summary>Content encoding <c>aes128gcm</c>: one record, with its header before it.</summary>
    public byte[] Encrypt(byte[] plain, byte[] theirKey, byte[] theirSecret)
    {
        var ownKey = PublicKey;
        var secret = HKDF.DeriveKey(HashAlgorithmName.SHA256, Shared(theirKey), 32, theirSecret, [.. "WebPush: info\0"u8, .. theirKey, .. ownKey]);
        var key = HKDF.DeriveKey(HashAlgorithmName.SHA256, secret, KeyLength, salt, "Content-Encoding: aes128gcm\0"u8.ToArray());
        var nonce = HKDF.DeriveKey(HashAlgorithmName.SHA256, secret, NonceLength, salt, "Content-Encoding: nonce\0"u8.ToArray());
        var size = new byte[4];
        BinaryPrimitives.WriteInt32BigEndian(size, RecordSize);

        // 2 ends the last record (RFC 8188 §2).
        return [.. salt, .. size, PointLength, .. ownKey, .. Seal(key, nonce, [.. plain, 2])];
    }

    /// <summary>Content encoding <c>aesgcm</c>: salt and key stand in headers.</summary>
    public byte[] EncryptAsBefore(byte[] plain, byte[] theirKey, byte[] theirSecret)
    {
        var secret = HKDF.DeriveKey(HashAlgorithmName.SHA256, Shared(theirKey), 32, theirSecret, "Content-Encoding: auth\0"u8.ToArray());
        byte[] context = [.. "P-256\0"u8, 0, PointLength, .. theirKey, 0, PointLength, .. PublicKey];
        var key = HKDF.DeriveKey(HashAlgorithmName.SHA256, secret, KeyLength, salt, [.. "Content-Encoding: aesgcm\0"u8, .. context]);
        var nonce = HKDF.DeriveKey(HashAlgorithmName.SHA256, secret, NonceLength, salt, [.. "Content-Encoding: nonce\0"u8, .. context]);
        return Seal(key, nonce, [0, 0, .. plain]);
    }

    public void Dispose() => own.Dispose();

    internal static byte[] Point(ECPoint q) => [4, .. q.X!, .. q.Y!];

    private static ECDiffieHellman KeyOf(byte[] point) => ECDiffieHellman.Create(new ECParameters
    {
        Curve = ECCurve.NamedCurves.nistP256,
        Q = new ECPoint { X = point[1..33], Y = point[33..] },
    });

    private byte[] Shared(byte[] theirKey)
    {
        using var theirs = KeyOf(theirKey);
        return own.DeriveRawSecretAgreement(theirs.PublicKey);
    }

    private static byte[] Seal(byte[] key, byte[] nonce, byte[] plain)
    {
        using var cipher = new AesGcm(key, TagLength);
        var (sealedText, tag) = (new byte[plain.Length], new byte[TagLength]);
        cipher.Encrypt(nonce, plain, sealedText, tag);
        return [.. sealedText, .. tag];
    }
}
