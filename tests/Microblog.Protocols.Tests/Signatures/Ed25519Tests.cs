using Microblog.Protocols.Signatures;

namespace Microblog.Protocols.Tests.Signatures;

public sealed class Ed25519Tests
{
    /// <summary>RFC 8032, §7.1: TEST 1, 2, 3 and SHA(abc).</summary>
    public static TheoryData<string, string, string, string> Published => new()
    {
        {
            "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60",
            "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a",
            "",
            "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b"
        },
        {
            "4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb",
            "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c",
            "72",
            "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00"
        },
        {
            "c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7",
            "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025",
            "af82",
            "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a"
        },
        {
            "833fe62409237b9d62ec77587520911e9a759cec1d19755b7da901b96dca3d42",
            "ec172b93ad5e563bf4932c70e1245034c35467ef2efd4d64ebf819683467e2bf",
            "ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a2192992a274fc1a836ba3c23a3feebbd454d4423643ce80e2a9ac94fa54ca49f",
            "dc2a4459e7369633a52b1bf277839a00201009a3efbf3ecb69bea2186c26b58909351fc9ac90b3ecfdfbc7c66431e0303dca179c138ac17ad9bef1177331a704"
        },
    };

    [Theory]
    [MemberData(nameof(Published))]
    public void The_published_signatures_are_made_and_verified(string privateKey, string publicKey, string message, string signature)
    {
        using var key = Ed25519Key.Import(Convert.FromHexString(privateKey));
        var data = Convert.FromHexString(message);

        Assert.Equal(privateKey, Convert.ToHexStringLower(key.Export()));
        Assert.Equal(publicKey, Convert.ToHexStringLower(key.PublicKey.Export()));
        Assert.Equal(signature, Convert.ToHexStringLower(Ed25519.Sign(key, data)));
        Assert.True(Ed25519.Verify(key.PublicKey, data, Convert.FromHexString(signature)));
    }

    [Fact]
    public void Every_bit_of_signature_and_message_counts()
    {
        using var key = Ed25519Key.Generate();
        var data = "what was said"u8.ToArray();
        var signature = Ed25519.Sign(key, data);

        for (var bit = 0; bit < signature.Length * 8; bit++)
        {
            signature[bit / 8] ^= (byte)(1 << (bit % 8));
            Assert.False(Ed25519.Verify(key.PublicKey, data, signature), $"bit {bit}");
            signature[bit / 8] ^= (byte)(1 << (bit % 8));
        }
        data[0] ^= 1;
        Assert.False(Ed25519.Verify(key.PublicKey, data, signature));
    }

    [Fact]
    public void The_key_of_another_does_not_verify()
    {
        using var key = Ed25519Key.Generate();
        using var other = Ed25519Key.Generate();

        Assert.False(Ed25519.Verify(other.PublicKey, "x"u8, Ed25519.Sign(key, "x"u8)));
    }

    [Fact]
    public void A_signature_whose_number_is_made_larger_by_the_order_is_refused()
    {
        using var key = Ed25519Key.Generate();
        var signature = Ed25519.Sign(key, "x"u8);
        var order = Convert.FromHexString("EDD3F55C1A631258D69CF7A2DEF9DE1400000000000000000000000000000010");
        var carry = 0;
        for (var i = 0; i < order.Length; i++)
        {
            carry += signature[32 + i] + order[i];
            signature[32 + i] = (byte)carry;
            carry >>= 8;
        }

        Assert.False(Ed25519.Verify(key.PublicKey, "x"u8, signature));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(31)]
    [InlineData(33)]
    [InlineData(64)]
    public void Keys_of_any_other_length_are_refused(int length)
    {
        Assert.Throws<ArgumentException>(() => Ed25519Key.Import(new byte[length]));
        Assert.False(Ed25519PublicKey.TryImport(Enumerable.Repeat((byte)7, length).ToArray(), out _));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(63)]
    [InlineData(65)]
    [InlineData(256)]
    public void Signatures_of_any_other_length_are_refused(int length)
    {
        using var key = Ed25519Key.Generate();

        Assert.False(Ed25519.Verify(key.PublicKey, "x"u8, new byte[length]));
    }

    [Theory]
    [InlineData("0000000000000000000000000000000000000000000000000000000000000000")]
    [InlineData("0100000000000000000000000000000000000000000000000000000000000000")]
    [InlineData("0100000000000000000000000000000000000000000000000000000000000080")]
    [InlineData("26E8958FC2B227B045C3F489F2EF98F0D5DFAC05D3C63339B13802886D53FC85")]
    [InlineData("C7176A703D4DD84FBA3C0B760D10670F2A2053FA2C39CCC64EC7FD7792AC037A")]
    [InlineData("ECFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF7F")]
    [InlineData("EEFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF")]
    public void A_point_of_small_order_is_no_key(string point) =>
        Assert.False(Ed25519PublicKey.TryImport(Convert.FromHexString(point), out _));

    [Fact]
    public void Bytes_that_are_no_point_verify_nothing()
    {
        using var key = Ed25519Key.Generate();
        var signature = Ed25519.Sign(key, "x"u8);

        // y = 2 is on no point of the curve.
        Assert.False(
            Ed25519PublicKey.TryImport([2, .. new byte[31]], out var none) && Ed25519.Verify(none, "x"u8, signature));
    }

    [Fact]
    public void One_key_serves_many_threads()
    {
        using var key = Ed25519Key.Generate();

        Parallel.For(0, 2000, i =>
        {
            var data = BitConverter.GetBytes(i);
            Assert.True(Ed25519.Verify(key.PublicKey, data, Ed25519.Sign(key, data)));
        });
    }

    [Fact]
    public void New_keys_differ()
    {
        var (one, two) = (Ed25519Keys.Generate(), Ed25519Keys.Generate());

        Assert.NotEqual(one.PublicMultikey, two.PublicMultikey);
        Assert.Equal(one.PublicMultikey, SigningKey.FromPem(one.PrivatePem).ExportPublicMultikey());
        Assert.DoesNotContain("PRIVATE", one.ToString(), StringComparison.Ordinal);
    }
}
