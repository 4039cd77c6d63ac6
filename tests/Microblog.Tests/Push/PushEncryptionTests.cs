using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Microblog.Push;

namespace Microblog.Tests.Push;

public sealed class PushEncryptionTests
{
    /// <summary>RFC 8291, Appendix A.</summary>
    [Fact]
    public void The_standards_own_example_comes_out_as_it_says()
    {
        var own = Bytes("BP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A8");
        using var encryption = new PushEncryption(
            ECDiffieHellman.Create(new ECParameters
            {
                Curve = ECCurve.NamedCurves.nistP256,
                D = Bytes("yfWPiYE-n46HLnH0KqZOF1fJJU3MYrct3AELtAQ-oRw"),
                Q = new ECPoint { X = own[1..33], Y = own[33..] },
            }),
            Bytes("DGv6ra1nlYgDCS1FRnbzlw"));

        var message = encryption.Encrypt(
            "When I grow up, I want to be a watermelon"u8.ToArray(),
            Bytes("BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4"),
            Bytes("BTBZMqHH6r4Tts7J_aSIgg"));

        Assert.Equal(
            "DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A_yl95bQpu6cVPTpK4Mqgkf1CXztLVBSt2Ks3oZwbuwXPXLWyouBWLVWGNWQexSgSxsj_Qulcy4a-fN",
            Base64Url.EncodeToString(message));
    }

    [Theory]
    [InlineData(65, 4, false)]
    [InlineData(65, 2, false)]
    [InlineData(64, 4, false)]
    [InlineData(0, 4, false)]
    public void What_is_no_point_of_the_curve_is_no_key(int length, byte first, bool isPoint)
    {
        var key = Enumerable.Repeat((byte)7, length).ToArray();
        if (length > 0)
            key[0] = first;

        Assert.Equal(isPoint, PushEncryption.IsPoint(key));
    }

    [Fact]
    public void Each_message_has_a_key_of_its_own()
    {
        using var one = new PushEncryption();
        using var two = new PushEncryption();

        Assert.True(PushEncryption.IsPoint(one.PublicKey));
        Assert.NotEqual(one.PublicKey, two.PublicKey);
        Assert.NotEqual(Encoding.Latin1.GetString(one.Salt), Encoding.Latin1.GetString(two.Salt));
    }

    private static byte[] Bytes(string text) => Base64Url.DecodeFromChars(text);
}
