using System.Security.Cryptography;
using Microblog.Protocols.Signatures;

namespace Microblog.Protocols.Tests.Signatures;

/// <summary>Security catalogue §7-16.</summary>
public sealed class PublicKeyTests
{
    [Fact]
    public void A_public_key_is_read_in_both_formats()
    {
        using var rsa = RSA.Create();
        rsa.ImportFromPem(Signed.Pair.PublicPem);

        Assert.True(PublicKey.TryParse(Signed.Pair.PublicPem + "\n", out _, out var why), why);
        Assert.True(PublicKey.TryParse(rsa.ExportRSAPublicKeyPem().Replace("\n", "\r\n", StringComparison.Ordinal), out _, out why), why);
        Assert.Empty(why);
    }

    [Fact]
    public void A_private_key_is_refused()
    {
        using var rsa = RSA.Create();
        rsa.ImportFromPem(Signed.Pair.PrivatePem);

        AssertRefused(Signed.Pair.PrivatePem);
        AssertRefused(rsa.ExportRSAPrivateKeyPem());
        AssertRefused(Signed.Pair.PublicPem + "\n" + Signed.Pair.PrivatePem);
        AssertRefused(Signed.Pair.PublicPem + "\n" + Signed.Pair.PublicPem);
    }

    [Theory]
    [InlineData(512)]
    [InlineData(1024)]
    [InlineData(2047)]
    [InlineData(4097)]
    [InlineData(16384)]
    public void A_modulus_below_2048_or_above_4096_bits_is_refused(int bits) =>
        AssertRefused(PemOf(Modulus(bits), [1, 0, 1]));

    [Theory]
    [InlineData(2048)]
    [InlineData(3072)]
    [InlineData(4096)]
    public void A_modulus_between_is_taken(int bits) =>
        Assert.True(PublicKey.TryParse(PemOf(Modulus(bits), [1, 0, 1]), out _, out var why), why);

    [Fact]
    public void An_exponent_that_makes_us_compute_long_is_refused()
    {
        AssertRefused(PemOf(Modulus(2048), [1, 0, 0, 0, 1]));
        AssertRefused(PemOf(Modulus(2048), Modulus(2040)));
        AssertRefused(PemOf(Modulus(2048), [1]));
        AssertRefused(PemOf(Modulus(2048), [2]));
    }

    [Fact]
    public void Other_keys_and_certificates_are_refused()
    {
        using var curve = ECDsa.Create(ECCurve.NamedCurves.nistP256);

        AssertRefused(curve.ExportSubjectPublicKeyInfoPem());
        AssertRefused(Signed.Pair.PublicPem.Replace("PUBLIC KEY", "CERTIFICATE", StringComparison.Ordinal));
        AssertRefused(Signed.Pair.PublicPem.Replace("PUBLIC KEY", "RSA PUBLIC KEY", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----")]
    [InlineData("-----BEGIN PUBLIC KEY-----\n-----END PUBLIC KEY-----")]
    public void Rubbish_is_refused(string? pem) => AssertRefused(pem);

    [Fact]
    public void Text_around_the_key_is_refused() => AssertRefused("x" + Signed.Pair.PublicPem);

    [Fact]
    public void A_key_with_bytes_changed_is_refused_or_verifies_nothing()
    {
        using var rsa = RSA.Create();
        rsa.ImportFromPem(Signed.Pair.PublicPem);
        const int AfterAlgorithm = 19; // RSA has no parameters there, and what stands in their place is not read.
        var random = new Random(20_250_930);
        var data = "data"u8.ToArray();
        for (var i = 0; i < 300; i++)
        {
            var der = rsa.ExportSubjectPublicKeyInfo();
            var position = random.Next(AfterAlgorithm, der.Length);
            der[position] ^= (byte)random.Next(1, 256);
            if (PublicKey.TryParse(PemEncoding.WriteString("PUBLIC KEY", der), out var key, out _))
                Assert.False(key.Verify(data, Signed.Private.Sign(data)), $"byte {position}");
        }
    }

    [Fact]
    public void A_modulus_that_is_no_key_verifies_nothing()
    {
        Assert.True(PublicKey.TryParse(PemOf(Modulus(2048), [1, 0, 1]), out var key, out _));

        Assert.False(key.Verify("x"u8, new byte[256]));
        Assert.False(key.Verify("x"u8, []));
    }

    [Fact]
    public async Task Both_halves_work_on_many_threads_at_once()
    {
        var key = Signed.Public;
        var data = "data"u8.ToArray();

        var results = await Task.WhenAll(Enumerable.Range(0, 64).Select(_ => Task.Run(() =>
            key.Verify(data, Signed.Private.Sign(data)) && !key.Verify("other"u8, Signed.Private.Sign(data)))));

        Assert.All(results, Assert.True);
    }

    [Fact]
    public void A_signing_key_is_a_private_one()
    {
        Assert.Equal(Signed.Pair.PublicPem, Signed.Private.ExportPublicPem());
        Assert.Throws<ArgumentException>(() => SigningKey.FromPem(Signed.Pair.PublicPem));
        Assert.Throws<ArgumentException>(() => SigningKey.FromPem("rubbish"));
    }

    [Fact]
    public void A_key_pair_does_not_print_its_private_half() =>
        Assert.DoesNotContain("PRIVATE", Signed.Pair.ToString(), StringComparison.Ordinal);

    private static void AssertRefused(string? pem)
    {
        Assert.False(PublicKey.TryParse(pem, out _, out var why));
        Assert.NotEmpty(why);
    }

    /// <summary>An odd number of so many bits; nobody says it is a product of two primes.</summary>
    private static byte[] Modulus(int bits)
    {
        var modulus = new byte[(bits + 7) / 8];
        modulus[0] = (byte)(1 << ((bits - 1) % 8));
        modulus[^1] |= 1;
        modulus[^2] = 0x55;
        return modulus;
    }

    private static string PemOf(byte[] modulus, byte[] exponent)
    {
        var writer = new System.Formats.Asn1.AsnWriter(System.Formats.Asn1.AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            writer.WriteIntegerUnsigned(modulus);
            writer.WriteIntegerUnsigned(exponent);
        }
        return PemEncoding.WriteString("RSA PUBLIC KEY", writer.Encode());
    }
}
