using System.Text;
using Microblog.Protocols.Signatures;

namespace Microblog.Protocols.Tests.Signatures;

/// <summary>The examples of RFC 9421, appendix B. None covers what we ask for, so their parts are tested.</summary>
public sealed class PublishedMessageSignatureTests
{
    private const string RsaPss = """
        -----BEGIN PUBLIC KEY-----
        MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEAr4tmm3r20Wd/PbqvP1s2
        +QEtvpuRaV8Yq40gjUR8y2Rjxa6dpG2GXHbPfvMs8ct+Lh1GH45x28Rw3Ry53mm+
        oAXjyQ86OnDkZ5N8lYbggD4O3w6M6pAvLkhk95AndTrifbIFPNU8PPMO7OyrFAHq
        gDsznjPFmTOtCEcN2Z1FpWgchwuYLPL+Wokqltd11nqqzi+bJ9cvSKADYdUAAN5W
        Utzdpiy6LbTgSxP7ociU4Tn0g5I6aDZJ7A8Lzo0KSyZYoA485mqcO0GVAdVw9lq4
        aOT9v6d+nb4bnNkQVklLQ3fVAvJm+xdDOp9LCNCN48V2pnDOkFV6+U9nV5oyc6XI
        2wIDAQAB
        -----END PUBLIC KEY-----
        """;

    private const string Curve = """
        -----BEGIN PUBLIC KEY-----
        MCowBQYDK2VwAyEAJrQLj5P/89iXES9+vFgrIy29clF9CC/oPPsw3c5D0bs=
        -----END PUBLIC KEY-----
        """;

    private const string PrivateCurve = """
        -----BEGIN PRIVATE KEY-----
        MC4CAQAwBQYDK2VwBCIEIJ+DYvh6SEqVTm50DFtMDoQikTmiCqirVv9mWG9qfSnF
        -----END PRIVATE KEY-----
        """;

    private static readonly Dictionary<string, string> Headers = new(StringComparer.Ordinal)
    {
        ["host"] = "example.com",
        ["date"] = "Tue, 20 Apr 2021 02:07:55 GMT",
        ["content-type"] = "application/json",
        ["content-digest"] = "sha-512=:WZDPaVn/7XgHaAy8pmojAkGWoRx2UFChF41A2svX+TaPm+AbwAgBWnrIiYllu7BNNyealdVLvRwEmTHWXvJwew==:",
        ["content-length"] = "18",
    };

    private static readonly SignedRequest Request = new(
        "POST", "/foo?param=Value&Pet=dog", name => Headers.TryGetValue(name, out var value) ? [value] : []);

    [Theory]
    [InlineData(
        SignatureAlgorithm.RsaPssSha512,
        "sig-b21=();created=1618884473;keyid=\"test-key-rsa-pss\";nonce=\"b3k2pp5k7z-50gnwp.yemd\"",
        "d2pmTvmbncD3xQm8E9ZV2828BjQWGgiwAaw5bAkgibUopemLJcWDy/lkbbHAve4cRAtx31Iq786U7it++wgGxbtRxf8Udx7zFZsckzXaJMkA7ChG52eSkFxykJeNqsrWH5S+oxNFlD4dzVuwe8DhTSja8xxbR/Z2cOGdCbzR72rgFWhzx2VjBqJzsPLMIQKhO4DGezXehhWwE56YCE+O6c0mKZsfxVrogUvA4HELjVKWmAvtl6UnCh8jYzuVG5WSb/QEVPnP5TmcAnLH1g+s++v6d4s8m0gCw1fV5/SITLq9mhho8K3+7EPYTU8IU1bLhdxO5Nyt8C8ssinQ98Xw9Q==")]
    [InlineData(
        SignatureAlgorithm.RsaPssSha512,
        "sig-b23=(\"date\" \"@method\" \"@path\" \"@query\" \"@authority\" \"content-type\" \"content-digest\" \"content-length\");created=1618884473;keyid=\"test-key-rsa-pss\"",
        "bbN8oArOxYoyylQQUU6QYwrTuaxLwjAC9fbY2F6SVWvh0yBiMIRGOnMYwZ/5MR6fb0Kh1rIRASVxFkeGt683+qRpRRU5p2voTp768ZrCUb38K0fUxN0O0iC59DzYx8DFll5GmydPxSmme9v6ULbMFkl+V5B1TP/yPViV7KsLNmvKiLJH1pFkh/aYA2HXXZzNBXmIkoQoLd7YfW91kE9o/CCoC1xMy7JA1ipwvKvfrs65ldmlu9bpG6A9BmzhuzF8Eim5f8ui9eH8LZH896+QIF61ka39VBrohr9iyMUJpvRX2Zbhl5ZJzSRxpJyoEZAFL2FUo5fTIztsDZKEgM4cUA==")]
    [InlineData(
        SignatureAlgorithm.Ed25519,
        "sig-b26=(\"date\" \"@method\" \"@path\" \"@authority\" \"content-type\" \"content-length\");created=1618884473;keyid=\"test-key-ed25519\"",
        "wqcAqbmYJ2ji2glfAMaRy4gruYYnx2nEFN2HN6jrnDnQCK1u02Gb04v9EDgwUPiu4A0w6vuQv5lIp5WPpBKRCw==")]
    public void A_published_signature_verifies_and_no_other(SignatureAlgorithm algorithm, string input, string signature)
    {
        Assert.True(PublicKey.TryParse(algorithm == SignatureAlgorithm.Ed25519 ? Curve : RsaPss, out var key, out var why), why);
        var text = TextOf(input);
        var bytes = Convert.FromBase64String(signature);

        Assert.True(key.Verify(algorithm, text, bytes));
        text[^1] ^= 1;
        Assert.False(key.Verify(algorithm, text, bytes));
    }

    /// <summary>Appendix B.2.2 covers a part of the query: the text is signed so, but we do not read such.</summary>
    [Fact]
    public void A_signature_over_a_part_of_the_query_verifies_but_is_not_judged()
    {
        const string Input = "(\"@authority\" \"content-digest\" \"@query-param\";name=\"Pet\");created=1618884473;keyid=\"test-key-rsa-pss\";tag=\"header-example\"";
        var text = $"\"@authority\": example.com\n\"content-digest\": {Headers["content-digest"]}\n\"@query-param\";name=\"Pet\": dog\n\"@signature-params\": {Input}";
        Assert.True(PublicKey.TryParse(RsaPss, out var key, out _));

        Assert.True(key.Verify(SignatureAlgorithm.RsaPssSha512, Encoding.UTF8.GetBytes(text), Convert.FromBase64String(
            "LjbtqUbfmvjj5C5kr1Ugj4PmLYvx9wVjZvD9GsTT4F7GrcQEdJzgI9qHxICagShLRiLMlAJjtq6N4CDfKtjvuJyE5qH7KT8UCMkSowOB4+ECxCmT8rtAmj/0PIXxi0A0nxKyB09RNrCQibbUjsLS/2YyFYXEu4TRJQzRw1rLEuEfY17SARYhpTlaqwZVtR8NV7+4UKkjqpcAoFqWFQh62s7Cl+H2fjBSpqfZUJcsIk4N6wiKYd4je2U/lankenQ99PZfB4jY3I5rSV2DSBVkSFsURIjYErOs0tFTQosMTAoxk//0RoKUqiYY8Bh0aaUEb0rQl3/XaVe4bXTugEjHSw==")));
        Assert.True(Assert.Single(SignatureInput.ReadAll("sig-b22=" + Input)!).CoversForeign);
    }

    [Fact]
    public void Ed25519_signs_as_published() =>
        Assert.Equal(
            "wqcAqbmYJ2ji2glfAMaRy4gruYYnx2nEFN2HN6jrnDnQCK1u02Gb04v9EDgwUPiu4A0w6vuQv5lIp5WPpBKRCw==",
            Convert.ToBase64String(SigningKey.FromPem(PrivateCurve).Sign(TextOf(
                "x=(\"date\" \"@method\" \"@path\" \"@authority\" \"content-type\" \"content-length\");created=1618884473;keyid=\"test-key-ed25519\""))));

    [Fact]
    public void The_published_digest_is_that_of_the_body()
    {
        Assert.True(ContentDigest.Holds(Headers["content-digest"], "{\"hello\": \"world\"}"u8));
        // RFC 9530, appendix B.1.
        Assert.Equal("sha-256=:RK/0qy18MlBSVnWgjwz6lZEWjP/lF5HF9bvEF8FabDg=:", ContentDigest.Of("{\"hello\": \"world\"}\n"u8));
    }

    private static byte[] TextOf(string input)
    {
        var read = Assert.Single(SignatureInput.ReadAll(input)!);
        return SignatureBase.Make(
            read.Components, name => SignatureBase.ValueOf(name, Request, new Uri("https://example.com/")), read.Parameters).ToArray();
    }
}
