using Microblog.Protocols.Signatures;

namespace Microblog.Protocols.Tests.Signatures;

public sealed class CavageTests
{
    private const string All = "(request-target) host date digest";

    [Fact]
    public void What_we_sign_we_accept()
    {
        Assert.Equal(SignatureOutcome.Valid, Signed.Post().Check());
        Assert.Equal(SignatureOutcome.Valid, Signed.Get("/users/7?page=1").Check());
    }

    [Fact]
    public void What_another_signs_we_accept()
    {
        var request = Signed.Post();
        request.Headers["Content-Type"] = ["application/activity+json"];

        Assert.Equal(SignatureOutcome.Valid, request.SignByHand(All + " content-type").Check());
        Assert.Equal(SignatureOutcome.Valid, request.SignByHand(All, "algorithm=\"hs2019\"").Check());
        Assert.Equal(SignatureOutcome.Valid, request.SignByHand("digest date (request-target) host").Check());
    }

    public static TheoryData<string, Action<object>, SignatureFault> Alterations => new()
    {
        { "body", s => ((Signed)s).Body[3] ^= 1, SignatureFault.WrongDigest },
        { "body gone", s => ((Signed)s).Body = [], SignatureFault.WrongDigest },
        { "method", s => ((Signed)s).Method = "PUT", SignatureFault.WrongSignature },
        { "path", s => ((Signed)s).Target = "/users/8/inbox", SignatureFault.WrongSignature },
        { "path decoded", s => ((Signed)s).Target = "/users/%37/inbox", SignatureFault.WrongSignature },
        { "path case", s => ((Signed)s).Target = "/Users/7/inbox", SignatureFault.WrongSignature },
        { "host", s => ((Signed)s).Headers["Host"] = ["other.example"], SignatureFault.WrongHost },
        { "host missing", s => ((Signed)s).Headers.Remove("Host"), SignatureFault.Malformed },
        { "host twice", s => ((Signed)s).Headers["Host"] = ["wiki.example", "wiki.example"], SignatureFault.Malformed },
        { "date", s => ((Signed)s).Headers["Date"] = ["Tue, 30 Sep 2025 12:00:01 GMT"], SignatureFault.WrongSignature },
        { "date unreadable", s => ((Signed)s).Headers["Date"] = ["2025-09-30T12:00:00Z"], SignatureFault.OutOfTime },
        { "date missing", s => ((Signed)s).Headers.Remove("Date"), SignatureFault.Malformed },
        { "date twice", s => Twice((Signed)s, "Date"), SignatureFault.Malformed },
        { "digest twice", s => Twice((Signed)s, "Digest"), SignatureFault.Malformed },
        { "digest missing", s => ((Signed)s).Headers.Remove("Digest"), SignatureFault.Malformed },
        { "digest of other bytes", s => ((Signed)s).Headers["Digest"] = [Signed.DigestOf("x")], SignatureFault.WrongDigest },
        { "digest and body", SwapBody, SignatureFault.WrongSignature },
        { "digest in another algorithm", s => ((Signed)s).Headers["Digest"] = ["SHA-512=" + new string('A', 86) + "=="], SignatureFault.WrongDigest },
        { "signature missing", s => ((Signed)s).Headers.Remove("Signature"), SignatureFault.Missing },
        { "signature twice", s => Twice((Signed)s, "Signature"), SignatureFault.Malformed },
        { "folded line", s => ((Signed)s).Headers["Date"] = [((Signed)s).Headers["Date"][0] + "\r\n "], SignatureFault.Malformed },
    };

    [Theory]
    [MemberData(nameof(Alterations))]
    public void One_alteration_and_the_request_is_refused(string what, Action<object> alter, SignatureFault fault)
    {
        Assert.NotEmpty(what);
        var request = Signed.Post();
        alter(request);

        var outcome = request.Check();

        Assert.Equal(fault, outcome.Fault);
        Assert.NotEmpty(outcome.Reason);
    }

    [Theory]
    [InlineData("host date digest")]
    [InlineData("(request-target) date digest")]
    [InlineData("(request-target) host digest")]
    [InlineData("(request-target) host date")]
    [InlineData("date")]
    public void Each_required_part_must_be_signed(string covered) =>
        Assert.Equal(SignatureFault.NotCovered, Signed.Post().SignByHand(covered).Check().Fault);

    [Fact]
    public void A_GET_needs_no_digest_but_everything_else()
    {
        Assert.True(Signed.Get("/x").SignByHand("(request-target) host date").Check().IsValid);
        Assert.Equal(SignatureFault.NotCovered, Signed.Get("/x").SignByHand("(request-target) date").Check().Fault);
    }

    [Fact]
    public void Every_byte_of_the_signature_counts()
    {
        var header = Signed.Post().Headers["Signature"][0];
        var parsed = SignatureHeader.Parse(header);
        for (var i = 0; i < parsed.Signature.Length; i += 17)
        {
            var altered = parsed.Signature.ToArray();
            altered[i] ^= 0x10;
            var request = Signed.Post();
            request.Headers["Signature"] =
                [header.Replace(Convert.ToBase64String(parsed.Signature.Span), Convert.ToBase64String(altered), StringComparison.Ordinal)];
            Assert.Equal(SignatureFault.WrongSignature, request.Check().Fault);
        }
    }

    [Fact]
    public void Another_key_does_not_verify()
    {
        Assert.True(PublicKey.TryParse(RsaKeys.Generate().PublicPem, out var other, out _));

        Assert.Equal(SignatureFault.WrongSignature, Signed.Post().Check(other).Fault);
    }

    [Theory]
    [InlineData(-12 * 60, true)]
    [InlineData((-12 * 60) - 1, false)]
    [InlineData(60, true)]
    [InlineData(61, false)]
    public void A_request_may_be_twelve_hours_old_and_one_hour_ahead(int minutes, bool isValid)
    {
        var request = Signed.Post();
        request.ReceivedAt = Signed.Now.AddMinutes(-minutes);

        Assert.Equal(isValid ? SignatureFault.None : SignatureFault.OutOfTime, request.Check().Fault);
    }

    [Theory]
    [InlineData(-12 * 60, true)]
    [InlineData((-12 * 60) - 1, false)]
    [InlineData(60, true)]
    [InlineData(61, false)]
    public void The_time_of_creation_may_stand_for_the_date(int minutes, bool isValid)
    {
        var created = Signed.Seconds(Signed.Now.AddMinutes(minutes));
        var request = Signed.Post()
            .SignByHand("(request-target) host (created) digest", $"algorithm=\"hs2019\",created={created}");

        Assert.Equal(isValid ? SignatureFault.None : SignatureFault.OutOfTime, request.Check().Fault);
    }

    [Fact]
    public void The_time_of_creation_is_not_for_the_old_algorithm_names()
    {
        var created = Signed.Seconds(Signed.Now);
        var request = Signed.Post()
            .SignByHand("(request-target) host (created) digest", $"algorithm=\"rsa-sha256\",created={created}");

        Assert.Equal(SignatureFault.OutOfTime, request.Check().Fault);
    }

    [Theory]
    [InlineData(1, true)]
    [InlineData(-1, false)]
    public void An_expired_signature_is_refused(int seconds, bool isValid)
    {
        var expires = Signed.Seconds(Signed.Now.AddSeconds(seconds));

        Assert.Equal(
            isValid,
            Signed.Post().SignByHand(All + " (expires)", $"algorithm=\"hs2019\",expires={expires}").Check().IsValid);
        Assert.Equal(isValid, Signed.Post().SignByHand(All, $"algorithm=\"hs2019\",expires={expires}").Check().IsValid);
    }

    [Fact]
    public void The_query_may_be_left_out_of_the_signed_target_but_not_changed()
    {
        const string Covered = "(request-target) host date";

        Assert.True(Signed.Get("/outbox?page=1").SignByHand(Covered, target: "/outbox").Check().IsValid);
        Assert.False(Signed.Get("/outbox?page=1").SignByHand(Covered, target: "/outbox?page=2").Check().IsValid);
        Assert.False(Signed.Get("/outbox").SignByHand(Covered, target: "/outbox?page=1").Check().IsValid);
    }

    [Fact]
    public void Several_digests_may_be_given_if_SHA_256_is_among_them_once()
    {
        var request = Signed.Post();
        var digest = request.Headers["Digest"][0];

        request.Headers["Digest"] = ["SHA-512=AAAA, " + digest.Replace("SHA", "sha", StringComparison.Ordinal)];
        Assert.True(request.SignByHand(All).Check().IsValid);
        request.Headers["Digest"] = [digest + "," + Signed.DigestOf("x")];
        Assert.Equal(SignatureFault.WrongDigest, request.SignByHand(All).Check().Fault);
    }

    [Fact]
    public void The_key_is_not_needed_to_see_through_nonsense()
    {
        var request = Signed.Post();
        request.Body[0] ^= 1;
        var received = new SignedRequest(request.Method, request.Target, name => request.Headers.GetValueOrDefault(name) ?? []);

        Assert.True(SignatureHeader.TryRead(received, out var header, out _));
        Assert.Equal(
            SignatureFault.WrongDigest,
            CavageVerifier.CheckAllButKey(received, header, request.Body, Signed.Now, _ => true).Fault);
    }

    [Theory]
    [InlineData("http://127.0.0.1:5080/inbox", "127.0.0.1:5080")]
    [InlineData("http://[::1]:5080/inbox", "[::1]:5080")]
    [InlineData("https://Wiki.Example:443/inbox", "wiki.example")]
    public void The_host_is_signed_as_it_is_sent(string target, string host) =>
        Assert.Equal(host, CavageSigner.Sign("POST", new Uri(target), Signed.Now, "x"u8.ToArray(), Signed.KeyId, Signed.Private).Host);

    private static void Twice(Signed request, string header) =>
        request.Headers[header] = [request.Headers[header][0], request.Headers[header][0]];

    private static void SwapBody(object signed)
    {
        var request = (Signed)signed;
        request.Body = "x"u8.ToArray();
        request.Headers["Digest"] = [Signed.DigestOf("x")];
    }
}
