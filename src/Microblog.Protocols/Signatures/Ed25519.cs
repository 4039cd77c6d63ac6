using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Microsoft.Win32.SafeHandles;

namespace Microblog.Protocols.Signatures;

/// <summary>
/// Ed25519 by OpenSSL 3's libcrypto, which .NET 10 does not lend us. All that knows of it is in this file, in the shape
/// of NSec (a key is generated or imported; keys sign, public keys verify), so that it can be exchanged for that.
/// Everything here may be used on any number of threads at once.
/// </summary>
/// <remarks>Source: RFC 8032, §5.1; EVP_PKEY-ED25519(7) and EVP_SIGNATURE-ED25519(7) of OpenSSL 3.</remarks>
public static class Ed25519
{
    /// <summary>Length of a private key, which RFC 8032 calls the seed, in bytes.</summary>
    public const int PrivateKeyLength = 32;

    /// <summary>In bytes.</summary>
    public const int PublicKeyLength = 32;

    /// <summary>In bytes.</summary>
    public const int SignatureLength = 64;

    /// <summary>False on a machine without OpenSSL 3; then nothing else here works.</summary>
    public static bool IsSupported => LibCrypto.IsThere;

    /// <summary>Signs; the same key and data give the same signature.</summary>
    public static byte[] Sign(Ed25519Key key, ReadOnlySpan<byte> data)
    {
        var signature = new byte[SignatureLength];
        using var context = LibCrypto.NewContext();
        nuint length = SignatureLength;
        if (LibCrypto.SignInit(context, 0, 0, 0, key.Handle) != 1
            || LibCrypto.Sign(context, signature, ref length, data, (nuint)data.Length) != 1
            || length != SignatureLength)
        {
            LibCrypto.ClearErrors();
            throw new CryptographicException("libcrypto did not sign.");
        }
        return signature;
    }

    /// <summary>False for a signature of any other length as well.</summary>
    public static bool Verify(Ed25519PublicKey key, ReadOnlySpan<byte> data, ReadOnlySpan<byte> signature)
    {
        if (signature.Length != SignatureLength)
            return false;
        using var context = LibCrypto.NewContext();
        var isValid = LibCrypto.VerifyInit(context, 0, 0, 0, key.Handle) == 1
            && LibCrypto.Verify(context, signature, SignatureLength, data, (nuint)data.Length) == 1;
        if (!isValid)
            LibCrypto.ClearErrors();
        return isValid;
    }
}

/// <summary>A private key.</summary>
public sealed class Ed25519Key : IDisposable
{
    private Ed25519Key(EvpKey handle)
    {
        Handle = handle;
        Span<byte> raw = stackalloc byte[Ed25519.PublicKeyLength];
        nuint length = Ed25519.PublicKeyLength;
        if (LibCrypto.ExportPublic(handle, raw, ref length) != 1 || !Ed25519PublicKey.TryImport(raw, out var key))
            throw new CryptographicException("libcrypto did not tell the public key.");
        PublicKey = key;
    }

    public Ed25519PublicKey PublicKey { get; }

    internal EvpKey Handle { get; }

    public static Ed25519Key Generate()
    {
        Span<byte> raw = stackalloc byte[Ed25519.PrivateKeyLength];
        RandomNumberGenerator.Fill(raw);
        try
        {
            return Import(raw);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(raw);
        }
    }

    /// <summary>Takes a key that was exported.</summary>
    /// <param name="raw">The seed of RFC 8032, 32 bytes.</param>
    /// <exception cref="ArgumentException">It has another length.</exception>
    public static Ed25519Key Import(ReadOnlySpan<byte> raw)
    {
        if (raw.Length != Ed25519.PrivateKeyLength)
            throw new ArgumentException("An Ed25519 private key has 32 bytes.", nameof(raw));
        var handle = LibCrypto.ImportPrivate(LibCrypto.Ed25519Type, 0, raw, (nuint)raw.Length);
        if (!handle.IsInvalid)
            return new Ed25519Key(handle);
        handle.Dispose();
        LibCrypto.ClearErrors();
        throw new CryptographicException("libcrypto did not take the private key.");
    }

    /// <summary>The seed; who calls this wipes it.</summary>
    public byte[] Export()
    {
        var raw = new byte[Ed25519.PrivateKeyLength];
        nuint length = Ed25519.PrivateKeyLength;
        return LibCrypto.ExportPrivate(Handle, raw, ref length) == 1
            ? raw
            : throw new CryptographicException("libcrypto did not tell the private key.");
    }

    public void Dispose()
    {
        Handle.Dispose();
        PublicKey.Dispose();
    }
}

/// <summary>A public key.</summary>
public sealed class Ed25519PublicKey : IDisposable
{
    /// <summary>
    /// The points of order 1, 2, 4 and 8 in every spelling, without the sign. With such a key one signature holds for
    /// many messages, so nobody has one by chance. OpenSSL does not mind them.
    /// </summary>
    private static readonly byte[][] OfSmallOrder =
    [
        [.. new byte[32]],
        [1, .. new byte[31]],
        Convert.FromHexString("26E8958FC2B227B045C3F489F2EF98F0D5DFAC05D3C63339B13802886D53FC05"),
        Convert.FromHexString("C7176A703D4DD84FBA3C0B760D10670F2A2053FA2C39CCC64EC7FD7792AC037A"),
        Convert.FromHexString("ECFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF7F"),
        Convert.FromHexString("EDFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF7F"),
        Convert.FromHexString("EEFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF7F"),
    ];

    private readonly byte[] raw;

    private Ed25519PublicKey(EvpKey handle, byte[] raw)
    {
        Handle = handle;
        this.raw = raw;
    }

    internal EvpKey Handle { get; }

    /// <summary>
    /// Takes 32 bytes that are no point of small order. Bytes that are no point at all may be taken, and verify nothing.
    /// </summary>
    public static bool TryImport(ReadOnlySpan<byte> raw, [NotNullWhen(true)] out Ed25519PublicKey? key)
    {
        key = null;
        if (raw.Length != Ed25519.PublicKeyLength || IsOfSmallOrder(raw))
            return false;
        var handle = LibCrypto.ImportPublic(LibCrypto.Ed25519Type, 0, raw, (nuint)raw.Length);
        if (handle.IsInvalid)
        {
            handle.Dispose();
            LibCrypto.ClearErrors();
            return false;
        }
        key = new Ed25519PublicKey(handle, raw.ToArray());
        return true;
    }

    /// <summary>The 32 bytes.</summary>
    public ReadOnlySpan<byte> Export() => raw;

    public void Dispose() => Handle.Dispose();

    private static bool IsOfSmallOrder(ReadOnlySpan<byte> raw)
    {
        Span<byte> withoutSign = stackalloc byte[Ed25519.PublicKeyLength];
        raw.CopyTo(withoutSign);
        withoutSign[^1] &= 0x7F;
        foreach (var point in OfSmallOrder)
        {
            if (withoutSign.SequenceEqual(point))
                return true;
        }
        return false;
    }
}

/// <summary>An EVP_PKEY. OpenSSL lets several threads use one at once, as long as nobody alters it.</summary>
internal sealed class EvpKey() : SafeHandleZeroOrMinusOneIsInvalid(ownsHandle: true)
{
    protected override bool ReleaseHandle()
    {
        LibCrypto.FreeKey(handle);
        return true;
    }
}

/// <summary>An EVP_MD_CTX: one signature made or checked, on one thread.</summary>
internal sealed class EvpContext() : SafeHandleZeroOrMinusOneIsInvalid(ownsHandle: true)
{
    protected override bool ReleaseHandle()
    {
        LibCrypto.FreeContext(handle);
        return true;
    }
}

internal static partial class LibCrypto
{
    /// <summary>NID_ED25519.</summary>
    public const int Ed25519Type = 1087;

    private const string Name = "libcrypto.so.3";

    private static readonly string[] Names = [Name, "libcrypto.3.dylib", "libcrypto-3-x64.dll"];
    private static readonly nint Library = Load();

    static LibCrypto() => NativeLibrary.SetDllImportResolver(
        typeof(LibCrypto).Assembly,
        (name, _, _) =>
            name != Name ? 0
            : Library != 0 ? Library
            : throw new DllNotFoundException("Ed25519 needs OpenSSL 3's libcrypto, which is not on this machine."));

    public static bool IsThere => Library != 0;

    public static EvpContext NewContext()
    {
        var context = CreateContext();
        return context.IsInvalid ? throw new CryptographicException("libcrypto has no memory.") : context;
    }

    [LibraryImport(Name, EntryPoint = "EVP_PKEY_new_raw_private_key")]
    public static partial EvpKey ImportPrivate(int type, nint engine, ReadOnlySpan<byte> raw, nuint length);

    [LibraryImport(Name, EntryPoint = "EVP_PKEY_new_raw_public_key")]
    public static partial EvpKey ImportPublic(int type, nint engine, ReadOnlySpan<byte> raw, nuint length);

    [LibraryImport(Name, EntryPoint = "EVP_PKEY_get_raw_private_key")]
    public static partial int ExportPrivate(EvpKey key, Span<byte> raw, ref nuint length);

    [LibraryImport(Name, EntryPoint = "EVP_PKEY_get_raw_public_key")]
    public static partial int ExportPublic(EvpKey key, Span<byte> raw, ref nuint length);

    [LibraryImport(Name, EntryPoint = "EVP_PKEY_free")]
    public static partial void FreeKey(nint key);

    [LibraryImport(Name, EntryPoint = "EVP_MD_CTX_free")]
    public static partial void FreeContext(nint context);

    [LibraryImport(Name, EntryPoint = "EVP_DigestSignInit")]
    public static partial int SignInit(EvpContext context, nint keyContext, nint digest, nint engine, EvpKey key);

    [LibraryImport(Name, EntryPoint = "EVP_DigestSign")]
    public static partial int Sign(
        EvpContext context, Span<byte> signature, ref nuint length, ReadOnlySpan<byte> data, nuint dataLength);

    [LibraryImport(Name, EntryPoint = "EVP_DigestVerifyInit")]
    public static partial int VerifyInit(EvpContext context, nint keyContext, nint digest, nint engine, EvpKey key);

    [LibraryImport(Name, EntryPoint = "EVP_DigestVerify")]
    public static partial int Verify(
        EvpContext context, ReadOnlySpan<byte> signature, nuint length, ReadOnlySpan<byte> data, nuint dataLength);

    /// <summary>What failed here stays in the thread's queue, where .NET's own calls would find it.</summary>
    [LibraryImport(Name, EntryPoint = "ERR_clear_error")]
    public static partial void ClearErrors();

    [LibraryImport(Name, EntryPoint = "EVP_MD_CTX_new")]
    private static partial EvpContext CreateContext();

    private static nint Load()
    {
        foreach (var name in Names)
        {
            if (NativeLibrary.TryLoad(name, Assembly.GetExecutingAssembly(), searchPath: null, out var library))
                return library;
        }
        return 0;
    }
}
