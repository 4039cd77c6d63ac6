using System.Security.Cryptography;
using System.Text;
using Microblog.Protocols.Signatures;

namespace Microblog.Protocols.Tests.Signatures;

public sealed class MessageSignatureTests
{
    private const string All = MessageSigned.All;

    [Fact]
    public void What_we_sign_we_accept()
    {
        Assert.Equal(SignatureOutcome.Valid, MessageSigned.Post().Check());
        Assert.Equal(SignatureOutcome.Valid, MessageSigned.Get("/users/7?page=1").Check());
        Assert.Equal(SignatureOutcome.Valid, MessageSigned.Get("/").Check());
        Assert.Equal(SignatureOutcome.Valid, MessageSigned.Post(MessageSigned.PrivateCurve).Check(MessageSigned.PublicCurve));
    }

    [Fact]
    public void What_we_send_is_what_Mastodon_asks_for()
    {
        var headers = MessageSigner.Sign("POST", new Uri("https://wiki.example:8443/users/7/inbox?x=%C3%A9"), Signed.Now, "x"u8.ToArray(), Signed.KeyId, Signed.Private);

        Assert.Equal($"sig1=({All}){MessageSigned.Parameters()}", headers.SignatureInput);
        Assert.Equal(MessageSigned.DigestOf("x"), headers.ContentDigest);
        var text = $"\"@method\": POST\n\"@target-uri\": https://wiki.example:8443/users/7/inbox?x=%C3%A9\n\"content-digest\": {headers.ContentDigest}\n"
            + $"\"@signature-params\": ({All}){MessageSigned.Parameters()}";
        Assert.True(Signed.Public.Verify(Encoding.UTF8.GetBytes(text), Convert.FromBase64String(headers.Signature["sig1=:".Length..^1])));
    }

    [Fact]
    public void What_Fedify_signs_we_accept()
    {
        var request = MessageSigned.Post();
        request.Headers["Date"] = ["Tue, 30 Sep 2025 12:00:00 GMT"];

        request.SignByHand(
            "\"@method\" \"@target-uri\" \"@authority\" \"host\" \"date\" \"content-digest\"",
            $";alg=\"rsa-v1_5-sha256\";keyid=\"{Signed.KeyId}\";created={Signed.Seconds(Signed.Now)}");

        Assert.Equal(SignatureOutcome.Valid, request.Check());
    }

    [Theory]
    [InlineData("/users/7/inbox", "\"@method\" \"@authority\" \"@path\" \"content-digest\"")]
    [InlineData("/users/7/inbox?a=b", "\"@method\" \"@authority\" \"@path\" \"@query\" \"content-digest\"")]
    [InlineData("/users/7/inbox?a=b", "\"@method\" \"@authority\" \"@request-target\" \"content-digest\"")]
    [InlineData("/users/7/inbox?", "\"content-digest\" \"@scheme\" \"@query\" \"@path\" \"@authority\" \"@method\"")]
    [InlineData("/users/7/inbox", "\"@method\" \"@target-uri\" \"@query\" \"content-digest\"")]
    public void The_address_may_be_covered_in_several_ways(string target, string covered)
    {
        var request = MessageSigned.Post();
        request.Target = target;

        Assert.Equal(SignatureOutcome.Valid, request.SignByHand(covered).Check());
    }

    [Theory]
    [InlineData("/x", "\"@target-uri\" \"content-digest\"", "the method")]
    [InlineData("/x", "\"@method\" \"content-digest\"", "the address")]
    [InlineData("/x", "\"@method\" \"@path\" \"content-digest\"", "the address")]
    [InlineData("/x", "\"@method\" \"@authority\" \"content-digest\"", "the address")]
    [InlineData("/x", "\"@method\" \"@scheme\" \"@request-target\" \"content-digest\"", "the address")]
    [InlineData("/x?y", "\"@method\" \"@authority\" \"@path\" \"content-digest\"", "the address")]
    [InlineData("/x", "\"@method\" \"@target-uri\"", "the digest")]
    [InlineData("/x", "", "the method")]
    public void Each_required_part_must_be_covered(string target, string covered, string what)
    {
        var request = MessageSigned.Post();
        request.Target = target;

        var outcome = request.SignByHand(covered).Check();

        Assert.Equal(SignatureFault.NotCovered, outcome.Fault);
        Assert.Contains(what, outcome.Reason, StringComparison.Ordinal);
    }

    public static TheoryData<string, Action<object>, SignatureFault> Alterations => new()
    {
        { "body", s => ((MessageSigned)s).Body[3] ^= 1, SignatureFault.WrongDigest },
        { "body gone", s => ((MessageSigned)s).Body = [], SignatureFault.WrongDigest },
        { "method", s => ((MessageSigned)s).Method = "PUT", SignatureFault.WrongSignature },
        { "path", s => ((MessageSigned)s).Target = "/users/8/inbox", SignatureFault.WrongSignature },
        { "path decoded", s => ((MessageSigned)s).Target = "/users/%37/inbox", SignatureFault.WrongSignature },
        { "path case", s => ((MessageSigned)s).Target = "/Users/7/inbox", SignatureFault.WrongSignature },
        { "query added", s => ((MessageSigned)s).Target += "?x", SignatureFault.WrongSignature },
        { "absolute target", s => ((MessageSigned)s).Target = "https://wiki.example/users/7/inbox", SignatureFault.Malformed },
        { "target in two lines", s => ((MessageSigned)s).Target += "\n", SignatureFault.Malformed },
        { "host", s => ((MessageSigned)s).Headers["Host"] = ["other.example"], SignatureFault.WrongHost },
        { "host missing", s => ((MessageSigned)s).Headers.Remove("Host"), SignatureFault.WrongHost },
        { "host twice", s => Twice((MessageSigned)s, "Host"), SignatureFault.WrongHost },
        { "received by another", s => ((MessageSigned)s).ReceivedBy = new Uri("https://other.example"), SignatureFault.WrongHost },
        { "other scheme", s => ((MessageSigned)s).ReceivedBy = new Uri("http://wiki.example"), SignatureFault.WrongSignature },
        { "digest twice", s => Twice((MessageSigned)s, "Content-Digest"), SignatureFault.Malformed },
        { "digest missing", s => ((MessageSigned)s).Headers.Remove("Content-Digest"), SignatureFault.Malformed },
        { "digest of other bytes", s => ((MessageSigned)s).Headers["Content-Digest"] = [MessageSigned.DigestOf("x")], SignatureFault.WrongDigest },
        { "digest and body", SwapBody, SignatureFault.WrongSignature },
        { "digest folded", s => ((MessageSigned)s).Headers["Content-Digest"][0] += "\r\n ", SignatureFault.Malformed },
        { "created", s => Replace((MessageSigned)s, "created=1759233600", "created=1759233601"), SignatureFault.WrongSignature },
        { "created added", s => Replace((MessageSigned)s, "created=", "created=1;created="), SignatureFault.Malformed },
        { "expires added", s => Replace((MessageSigned)s, ";keyid", ";expires=1999999999;keyid"), SignatureFault.WrongSignature },
        { "keyid", s => Replace((MessageSigned)s, "alice", "mallory"), SignatureFault.WrongSignature },
        { "order", s => Replace((MessageSigned)s, "\"@method\" \"@target-uri\"", "\"@target-uri\" \"@method\""), SignatureFault.WrongSignature },
        { "algorithm added", s => Replace((MessageSigned)s, ";keyid", ";alg=\"rsa-v1_5-sha256\";keyid"), SignatureFault.WrongSignature },
        { "input missing", s => ((MessageSigned)s).Headers.Remove("Signature-Input"), SignatureFault.Missing },
        { "input twice", s => Twice((MessageSigned)s, "Signature-Input"), SignatureFault.Malformed },
        { "input folded", s => Replace((MessageSigned)s, ";keyid", "\r\n ;keyid"), SignatureFault.Malformed },
        { "signature missing", s => ((MessageSigned)s).Headers.Remove("Signature"), SignatureFault.Malformed },
        { "signature twice", s => Twice((MessageSigned)s, "Signature"), SignatureFault.Malformed },
        { "signature empty", s => ((MessageSigned)s).Headers["Signature"] = ["sig1=::"], SignatureFault.Malformed },
        { "signature short", s => ((MessageSigned)s).Headers["Signature"] = ["sig1=:AAAA:"], SignatureFault.WrongSignature },
        { "signature of another label", s => ((MessageSigned)s).Headers["Signature"] = ["sig2=:AAAA:"], SignatureFault.Malformed },
        { "signature as in the draft", s => ((MessageSigned)s).Headers["Signature"] = Signed.Post().Headers["Signature"], SignatureFault.Malformed },
    };

    [Theory]
    [MemberData(nameof(Alterations))]
    public void One_alteration_and_the_request_is_refused(string what, Action<object> alter, SignatureFault fault)
    {
        Assert.NotEmpty(what);
        var request = MessageSigned.Post();
        alter(request);

        var outcome = request.Check();

        Assert.Equal(fault, outcome.Fault);
        Assert.NotEmpty(outcome.Reason);
    }

    [Fact]
    public void Every_byte_of_the_signature_counts()
    {
        foreach (var (key, known) in new[] { (Signed.Private, Signed.Public), (MessageSigned.PrivateCurve, MessageSigned.PublicCurve) })
        {
            var request = MessageSigned.Post(key);
            var signature = Convert.FromBase64String(request.Headers["Signature"][0]["sig1=:".Length..^1]);
            for (var i = 0; i < signature.Length; i += 7)
            {
                signature[i] ^= 0x10;
                request.Headers["Signature"] = [$"sig1=:{Convert.ToBase64String(signature)}:"];
                Assert.Equal(SignatureFault.WrongSignature, request.Check(known).Fault);
                signature[i] ^= 0x10;
            }
        }
    }

    [Theory]
    [InlineData(-12 * 60, true)]
    [InlineData((-12 * 60) - 1, false)]
    [InlineData(60, true)]
    [InlineData(61, false)]
    public void A_request_may_be_twelve_hours_old_and_one_hour_ahead(int minutes, bool isValid)
    {
        var request = MessageSigned.Post();
        request.ReceivedAt = Signed.Now.AddMinutes(-minutes);

        Assert.Equal(isValid ? SignatureFault.None : SignatureFault.OutOfTime, request.Check().Fault);
    }

    [Theory]
    [InlineData(0, true)]
    [InlineData(-1, false)]
    public void An_expired_signature_is_refused(int seconds, bool isValid)
    {
        var expires = $"{MessageSigned.Parameters(Signed.Now.AddMinutes(-5))};expires={Signed.Seconds(Signed.Now.AddSeconds(seconds))}";

        Assert.Equal(isValid ? SignatureFault.None : SignatureFault.OutOfTime, MessageSigned.Post().SignByHand(All, expires).Check().Fault);
    }

    [Fact]
    public void The_longest_number_of_seconds_is_out_of_time_and_no_error() =>
        Assert.Equal(SignatureFault.OutOfTime, MessageSigned.Post().SignByHand(All, $";created=999999999999999;keyid=\"{Signed.KeyId}\"").Check().Fault);

    [Fact]
    public void The_algorithm_that_is_named_must_be_one_of_the_key()
    {
        using var rsa = RSA.Create();
        rsa.ImportFromPem(Signed.Pair.PrivatePem);
        byte[] Pss(byte[] text) => rsa.SignData(text, HashAlgorithmName.SHA512, RSASignaturePadding.Pss);
        var (curve, publicCurve) = (MessageSigned.PrivateCurve, MessageSigned.PublicCurve);

        Assert.True(Post("rsa-v1_5-sha256").Check().IsValid);
        Assert.True(Post("rsa-pss-sha512", sign: Pss).Check().IsValid);
        Assert.True(Post("ed25519", curve).Check(publicCurve).IsValid);
        Assert.Equal(SignatureFault.WrongSignature, Post("rsa-pss-sha512").Check().Fault);
        Assert.Equal(SignatureFault.WrongSignature, Post("rsa-v1_5-sha256", sign: Pss).Check().Fault);
        Assert.Equal(SignatureFault.WrongSignature, Post("ed25519").Check().Fault);
        Assert.Equal(SignatureFault.WrongSignature, Post("ed25519", curve).Check().Fault);
        Assert.Equal(SignatureFault.WrongSignature, Post("rsa-v1_5-sha256", curve).Check(publicCurve).Fault);
        Assert.Contains("algorithm", Post("ed25519").Check().Reason, StringComparison.Ordinal);
        Assert.Contains("algorithm", Post("rsa-v1_5-sha256", curve).Check(publicCurve).Reason, StringComparison.Ordinal);
        Assert.Equal(SignatureFault.WrongSignature, MessageSigned.Post().SignByHand(All, sign: Pss).Check().Fault);

        MessageSigned Post(string algorithm, SigningKey? key = null, Func<byte[], byte[]>? sign = null) =>
            MessageSigned.Post().SignByHand(All, $"{MessageSigned.Parameters()};alg=\"{algorithm}\"", key, sign);
    }

    [Theory]
    [InlineData("hmac-sha256")]
    [InlineData("ecdsa-p256-sha256")]
    [InlineData("rsa-sha256")]
    [InlineData("RSA-V1_5-SHA256")]
    [InlineData("none")]
    [InlineData("")]
    public void Other_algorithms_are_refused_with_any_signature(string algorithm)
    {
        var request = MessageSigned.Post().SignByHand(
            All, $"{MessageSigned.Parameters()};alg=\"{algorithm}\"", sign: text => HMACSHA256.HashData(Encoding.UTF8.GetBytes(Signed.Pair.PublicPem), text));

        Assert.Equal(SignatureFault.Malformed, request.Check().Fault);
    }

    [Theory]
    [InlineData("sha-256={0}, sha-512={1}", true)]
    [InlineData("sha-512={1}", true)]
    [InlineData("unixsum=:AAAA:,sha-256={0}", true)]
    [InlineData("sha-256={0}, sha-512={0}", false)]
    [InlineData("sha-256={1}", false)]
    [InlineData("sha-256={0},sha-256={0}", false)]
    [InlineData("unixsum=:AAAA:", false)]
    [InlineData("sha-256={0},", false)]
    [InlineData("sha-256={0}x", false)]
    [InlineData("SHA-256={0}", false)]
    [InlineData("sha-256", false)]
    [InlineData("", false)]
    public void The_digest_holds_if_each_that_we_know_is_that_of_the_body(string header, bool isValid)
    {
        var request = MessageSigned.Post();
        var (short256, long512) = (Convert.ToBase64String(SHA256.HashData(request.Body)), Convert.ToBase64String(SHA512.HashData(request.Body)));
        request.Headers["Content-Digest"] = [header.Replace("{0}", $":{short256}:", StringComparison.Ordinal).Replace("{1}", $":{long512}:", StringComparison.Ordinal)];

        Assert.Equal(isValid ? SignatureFault.None : SignatureFault.WrongDigest, request.SignByHand(All).Check().Fault);
    }

    [Fact]
    public void A_digest_that_a_GET_covers_must_hold_too()
    {
        var request = MessageSigned.Get("/x");
        request.Headers["Content-Digest"] = [MessageSigned.DigestOf("")];
        Assert.True(request.SignByHand(All).Check().IsValid);

        request.Body = "x"u8.ToArray();
        Assert.Equal(SignatureFault.WrongDigest, request.Check().Fault);
    }

    private static void Twice(MessageSigned request, string header) =>
        request.Headers[header] = [request.Headers[header][0], request.Headers[header][0]];

    private static void Replace(MessageSigned request, string old, string with)
    {
        Assert.Contains(old, request.Headers["Signature-Input"][0], StringComparison.Ordinal);
        request.Headers["Signature-Input"] = [request.Headers["Signature-Input"][0].Replace(old, with, StringComparison.Ordinal)];
    }

    private static void SwapBody(object signed)
    {
        ((MessageSigned)signed).Body = "x"u8.ToArray();
        ((MessageSigned)signed).Headers["Content-Digest"] = [MessageSigned.DigestOf("x")];
    }
}
