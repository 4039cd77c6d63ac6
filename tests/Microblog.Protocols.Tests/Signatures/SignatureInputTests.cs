using FsCheck;
using FsCheck.Fluent;
using Microblog.Protocols.Signatures;

namespace Microblog.Protocols.Tests.Signatures;

public sealed class SignatureInputTests
{
    private const string Good = "sig1=(\"@method\" \"@target-uri\");created=1759233600;keyid=\"https://a.example/u#k\"";

    [Fact]
    public void A_header_is_taken_apart()
    {
        Assert.True(TryRead(
            "a.b-c*=( \"@method\"  \"@target-uri\" \"date\" ); created=17;expires=18; keyid=\"https://a.example/u#k\";alg=\"ed25519\";nonce=\"n\";tag=\"t\"",
            "a.b-c*=:AQID:",
            out var signature,
            out _));

        Assert.Equal(("a.b-c*", "https://a.example/u#k", SignatureAlgorithm.Ed25519), (signature!.Label, signature.KeyId.AbsoluteUri, signature.Algorithm));
        Assert.Equal((17L, 18L), (signature.Created, signature.Expires));
        Assert.Equal(["@method", "@target-uri", "date"], signature.Components);
        Assert.Equal([1, 2, 3], signature.Signature.ToArray());
        Assert.Equal(
            "(\"@method\" \"@target-uri\" \"date\");created=17;expires=18;keyid=\"https://a.example/u#k\";alg=\"ed25519\";nonce=\"n\";tag=\"t\"",
            signature.Parameters);
    }

    [Theory]
    [InlineData("")]
    [InlineData("sig1")]
    [InlineData("sig1=")]
    [InlineData("=()")]
    [InlineData("Sig1=(\"@method\");created=1;keyid=\"https://a.example/u\"")]
    [InlineData("1=();created=1")]
    [InlineData("sig1=\"@method\";created=1")]
    [InlineData("sig1=(\"@method\"")]
    [InlineData("sig1=(\"@method\"\"@target-uri\");created=1;keyid=\"https://a.example/u\"")]
    [InlineData("sig1=(\"@method\" \"@method\");created=1;keyid=\"https://a.example/u\"")]
    [InlineData("sig1=(@method);created=1;keyid=\"https://a.example/u\"")]
    [InlineData("sig1=(\"a\tb\");created=1;keyid=\"https://a.example/u\"")]
    [InlineData("sig1=(\"a\\\"b\");created=1;keyid=\"https://a.example/u\"")]
    [InlineData("sig1=(\"é\");created=1;keyid=\"https://a.example/u\"")]
    [InlineData(Good + ",")]
    [InlineData("," + Good)]
    [InlineData(Good + " x")]
    [InlineData(Good + ";")]
    [InlineData(Good + ";created=1")]
    [InlineData(Good + ";keyid=\"https://b.example/u\"")]
    [InlineData(Good + ";alg=\"ed25519\";alg=\"ed25519\"")]
    [InlineData(Good + ";other=\"x\"")]
    [InlineData(Good + ";expires")]
    [InlineData(Good + ";expires=\"1\"")]
    [InlineData(Good + ";expires=-1")]
    [InlineData(Good + ";expires=01")]
    [InlineData(Good + ";expires=1.0")]
    [InlineData(Good + ";expires=1000000000000000")]
    [InlineData(Good + ";alg=ed25519")]
    [InlineData(Good + ";Alg=\"ed25519\"")]
    [InlineData(Good + "," + Good)]
    [InlineData(Good + ",b=(),c=(),d=(),e=()")]
    [InlineData("sig1=(\"@method\");keyid=\"https://a.example/u\"")]
    [InlineData("sig1=(\"@method\");created=1")]
    [InlineData("sig1=(\"@method\");created=1;keyid=\"main-key\"")]
    [InlineData("sig1=(\"@method\");created=1;keyid=\"did:key:z6Mk\"")]
    [InlineData("sig1=(\"@method\" \"@status\");created=1;keyid=\"https://a.example/u\"")]
    [InlineData("sig1=(\"@method\" \"Date\");created=1;keyid=\"https://a.example/u\"")]
    [InlineData("sig1=(\"@method\" \"\");created=1;keyid=\"https://a.example/u\"")]
    [InlineData("sig1=(\"@method\" \"date\";sf);created=1;keyid=\"https://a.example/u\"")]
    public void Anything_else_is_refused(string input)
    {
        Assert.False(TryRead(input, "sig1=:AAAA:", out _, out var outcome));
        Assert.Equal(SignatureFault.Malformed, outcome.Fault);
        Assert.NotEmpty(outcome.Reason);
    }

    [Theory]
    [InlineData("")]
    [InlineData("sig1")]
    [InlineData("sig1=AAAA")]
    [InlineData("sig1=:AAAA")]
    [InlineData("sig1=::")]
    [InlineData("sig1=:AA AA:")]
    [InlineData("sig1=:AB==:")]
    [InlineData("sig1=:AAA:")]
    [InlineData("sig1=:-_-_:")]
    [InlineData("sig1=:AAAA:;x=1")]
    [InlineData("sig1=:AAAA:,")]
    [InlineData("sig1=:AAAA: x")]
    [InlineData("sig1=:AAAA:,sig1=:AAAA:")]
    [InlineData("sig1=:AAAA:,sig2=:AAAA:")]
    [InlineData("sig2=:AAAA:")]
    public void A_signature_is_base64_under_the_same_label(string signature) => Assert.False(TryRead(Good, signature, out _, out _));

    [Fact]
    public void More_than_8_kB_are_refused()
    {
        Assert.True(TryRead(Good + ";nonce=\"" + new string('x', 4000) + "\"", "sig1=:AAAA:", out _, out _));
        Assert.False(TryRead(Good + ";nonce=\"" + new string('x', 8192) + "\"", "sig1=:AAAA:", out _, out _));
        Assert.False(TryRead(Good, "sig1=:" + new string('A', 1028) + ":", out _, out _));
        Assert.False(TryRead(Good, "sig1=:AAAA:" + new string(' ', 8200) + "x", out _, out _));
    }

    [Fact]
    public void More_than_32_components_are_refused()
    {
        Assert.True(TryRead(With(32), "sig1=:AAAA:", out _, out _));
        Assert.False(TryRead(With(33), "sig1=:AAAA:", out _, out _));

        static string With(int components) =>
            $"sig1=({string.Join(' ', Enumerable.Range(0, components).Select(i => $"\"x-{i}\""))});created=1;keyid=\"https://a.example/u\"";
    }

    [Fact]
    public void The_first_signature_that_can_be_read_is_judged()
    {
        const string OfProxy = "proxy=(\"signature\";key=\"sig1\" \"@authority\");created=1;keyid=\"proxy-key\"";

        Assert.True(TryRead($"{OfProxy}, {Good}", "sig1=:AAAA:, proxy=:BBBB:", out var signature, out _));
        Assert.Equal("sig1", signature!.Label);
        Assert.True(TryRead($"{Good},b{Good}", "bsig1=:BBBB:,sig1=:AAAA:", out signature, out _));
        Assert.Equal([0, 0, 0], signature!.Signature.ToArray());
        Assert.False(TryRead(OfProxy, "proxy=:BBBB:", out _, out _));
    }

    [Fact]
    public void A_right_second_signature_does_not_help_a_wrong_first()
    {
        var request = MessageSigned.Post();
        var (input, signature) = (request.Headers["Signature-Input"][0], request.Headers["Signature"][0]);
        request.Headers["Signature-Input"] = ["a" + input + ", " + input];
        request.Headers["Signature"] = ["asig1=:AAAA:, " + signature];

        Assert.Equal(SignatureFault.WrongSignature, request.Check().Fault);
    }

    [Fact]
    public void No_text_makes_it_throw() =>
        Prop.ForAll(
            Gen.Elements("sig1", "=", "\"", ",", "(", ")", ":", ";", "created", "keyid", "1", " ", "AAAA", "https://a.example/", "\\", "é", "\0", "@method")
                .ListOf().Select(string.Concat).ToArbitrary(),
            text => TryRead(text, text, out var one, out var outcome) == (one is not null) && outcome.IsValid == (one is not null)).QuickCheckThrowOnFailure();

    private static bool TryRead(string input, string signature, out MessageSignature? read, out SignatureOutcome outcome) =>
        MessageSignature.TryRead(
            new SignedRequest("POST", "/", name => name switch { "signature-input" => [input], "signature" => [signature], _ => [] }),
            out read,
            out outcome);
}
