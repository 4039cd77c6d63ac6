using System.Security.Cryptography;
using FsCheck;
using FsCheck.Fluent;
using Microblog.Protocols.Signatures;

namespace Microblog.Protocols.Tests.Signatures;

public sealed class MultikeyTests
{
    // The key pair of Data Integrity EdDSA Cryptosuites 1.0, appendix B.
    private const string PublicText = "z6MkrJVnaZkeFzdQyMZu1cgjg7k1pZZ6pvBQ7XJPt4swbTQ2";
    private const string PrivateText = "z3u2en7t5LR2WtQH5PfFqMqwVHBeXouLzo6haApm8XHqvjxq";

    [Fact]
    public void A_published_pair_is_read_and_belongs_together()
    {
        Assert.True(Multikey.TryDecode(PublicText, out var codec, out var raw));
        Assert.Equal(MultikeyCodec.Ed25519Public, codec);
        Assert.Equal(32, raw.Length);
        Assert.Equal(PublicText, Multikey.Encode(codec, raw));

        Assert.True(Multikey.TryDecode(PrivateText, out codec, out raw));
        Assert.Equal(MultikeyCodec.Ed25519Private, codec);
        Assert.Equal(PrivateText, Multikey.Encode(codec, raw));
        Assert.Equal(PublicText, SigningKey.FromMultikey(PrivateText).ExportPublicMultikey());
    }

    [Theory]
    [InlineData(2048)]
    [InlineData(4096)]
    public void An_RSA_key_is_written_as_PKCS1_and_read_back(int bits)
    {
        using var rsa = RSA.Create(bits);
        Assert.True(PublicKey.TryParse(rsa.ExportSubjectPublicKeyInfoPem(), out var key, out _));

        var text = key.ToMultikey();

        Assert.True(text.Length <= Multikey.MaxLength);
        Assert.True(Multikey.TryDecode(text, out var codec, out var der));
        Assert.Equal(MultikeyCodec.RsaPublic, codec);
        Assert.Equal(rsa.ExportRSAPublicKey(), der);
        Assert.True(PublicKey.TryParseMultikey(text, out var again, out var why), why);
        Assert.Equal(key.ToPem(), again.ToPem());
        Assert.Equal(key.ToPem(), SigningKey.FromPem(rsa.ExportPkcs8PrivateKeyPem()).ExportPublicPem());
        Assert.Equal(text, SigningKey.FromPem(rsa.ExportPkcs8PrivateKeyPem()).ExportPublicMultikey());
    }

    [Fact]
    public void The_DER_of_SPKI_is_read_also()
    {
        using var rsa = RSA.Create(2048);
        var text = Multikey.Encode(MultikeyCodec.RsaPublic, rsa.ExportSubjectPublicKeyInfo());

        Assert.True(PublicKey.TryParseMultikey(text, out var key, out var why), why);
        Assert.Equal(KeyKind.Rsa, key.Kind);
    }

    public static TheoryData<string?> Refused => new(
        null,
        "",
        "z",
        PublicText[1..],
        "m" + PublicText[1..],
        "Z" + PublicText[1..],
        " " + PublicText,
        PublicText + " ",
        PublicText + "1",
        PublicText[..^1],
        PublicText.Replace('k', '0'),
        PublicText.Replace('k', 'l'),
        PublicText.Replace('k', 'é'),
        "z1" + PublicText[1..],
        "z" + new string('2', 100_000),
        "z" + new string('1', 100));

    [Theory]
    [MemberData(nameof(Refused))]
    public void Anything_else_is_refused(string? text)
    {
        Assert.False(PublicKey.TryParseMultikey(text, out var key, out var why));
        Assert.Null(key);
        Assert.NotEmpty(why);
    }

    [Fact]
    public void A_private_key_is_no_public_one_and_the_other_way_round()
    {
        Assert.False(PublicKey.TryParseMultikey(PrivateText, out _, out _));
        Assert.Throws<ArgumentException>(() => SigningKey.FromMultikey(PublicText));
        Assert.Throws<ArgumentException>(() => SigningKey.FromMultikey("z"));
    }

    [Fact]
    public void An_RSA_key_has_the_limits_that_it_has_in_PEM()
    {
        using var small = RSA.Create(1024);
        byte[] huge = [0x30, 0x82, 0x08, 0x0A, 0x02, 0x82, 0x08, 0x01, 0x00, .. Enumerable.Repeat((byte)0xC1, 2048), 0x02, 0x03, 1, 0, 1];

        Assert.False(PublicKey.TryParseMultikey(Multikey.Encode(MultikeyCodec.RsaPublic, small.ExportRSAPublicKey()), out _, out var why));
        Assert.Contains("2048 to 4096", why, StringComparison.Ordinal);
        Assert.False(PublicKey.TryParseMultikey(Multikey.Encode(MultikeyCodec.RsaPublic, huge), out _, out _));
    }

    /// <summary>draft-msporny-base58-03, §5.</summary>
    [Theory]
    [InlineData("48656c6c6f20576f726c6421", "2NEpo7TZRRrLZSi2U")]
    [InlineData("54686520717569636b2062726f776e20666f78206a756d7073206f76657220746865206c617a7920646f672e", "USm3fpXnKG5EUBx2ndxBDMPVciP5hGey2Jh4NDv6gmeo1LkMeiKrLJUUBk6Z")]
    [InlineData("0000287fb4cd", "11233QC4")]
    [InlineData("", "")]
    [InlineData("0000", "11")]
    public void Base_58_is_as_published(string bytes, string digits)
    {
        Assert.Equal(digits, Base58.Encode(Convert.FromHexString(bytes)));
        Assert.True(Base58.TryDecode(digits, 100, out var decoded));
        Assert.Equal(bytes, Convert.ToHexStringLower(decoded));
    }

    [Fact]
    public void All_bytes_come_back_from_base_58() =>
        Prop.ForAll<byte[]>(bytes => Base58.TryDecode(Base58.Encode(bytes), 10_000, out var again) && again.SequenceEqual(bytes))
            .QuickCheckThrowOnFailure();

    [Fact]
    public void An_Ed25519_key_is_read_from_PEM_and_written_to_it()
    {
        // RFC 9421, appendix B.1.4.
        const string PublicPem = "-----BEGIN PUBLIC KEY-----\nMCowBQYDK2VwAyEAJrQLj5P/89iXES9+vFgrIy29clF9CC/oPPsw3c5D0bs=\n-----END PUBLIC KEY-----";
        const string PrivatePem = "-----BEGIN PRIVATE KEY-----\nMC4CAQAwBQYDK2VwBCIEIJ+DYvh6SEqVTm50DFtMDoQikTmiCqirVv9mWG9qfSnF\n-----END PRIVATE KEY-----";

        Assert.True(PublicKey.TryParse(PublicPem, out var key, out var why), why);
        Assert.Equal((KeyKind.Ed25519, SignatureAlgorithm.Ed25519), (key.Kind, key.Algorithm));
        Assert.Equal(PublicPem, key.ToPem());
        Assert.Equal(PublicPem, SigningKey.FromPem(PrivatePem).ExportPublicPem());
        Assert.True(PublicKey.TryParseMultikey(key.ToMultikey(), out _, out _));
        Assert.False(PublicKey.TryParse(PublicPem.Replace("PUBLIC", "RSA PUBLIC", StringComparison.Ordinal), out _, out _));
        Assert.False(PublicKey.TryParse(PrivatePem, out _, out _));
    }

    [Fact]
    public void A_key_does_only_what_is_for_its_kind()
    {
        var data = "x"u8.ToArray();
        var curve = SigningKey.FromMultikey(PrivateText);
        Assert.True(PublicKey.TryParseMultikey(PublicText, out var key, out _));

        Assert.True(key.Verify(data, curve.Sign(data)));
        Assert.False(key.Verify(SignatureAlgorithm.RsaPkcs1Sha256, data, curve.Sign(data)));
        Assert.False(Signed.Public.Verify(SignatureAlgorithm.Ed25519, data, Signed.Private.Sign(data)));
        Assert.False(Signed.Public.Verify(SignatureAlgorithm.RsaPssSha512, data, Signed.Private.Sign(data)));
        Assert.True(Signed.Public.Verify(SignatureAlgorithm.RsaPkcs1Sha256, data, Signed.Private.Sign(data)));
    }
}
