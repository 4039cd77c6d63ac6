using Microblog.Protocols.Signatures;

namespace Microblog.Protocols.Tests.Signatures;

public sealed class RequestSignatureTests
{
    [Fact]
    public void Both_ways_of_signing_come_through_one_door()
    {
        var (draft, rfc) = (Read(Signed.Post()), Read(MessageSigned.Post().Request));

        Assert.Equal((SignatureScheme.Cavage, Signed.KeyId), (draft.Scheme, draft.KeyId));
        Assert.Equal((SignatureScheme.Rfc9421, Signed.KeyId), (rfc.Scheme, rfc.KeyId));
        Assert.Equal(SignatureOutcome.Valid, Check(draft));
        Assert.Equal(SignatureOutcome.Valid, Check(rfc));
    }

    [Fact]
    public void An_unsigned_request_has_no_signature()
    {
        Assert.False(RequestSignature.TryRead(new SignedRequest("GET", "/", _ => []), out _, out var outcome));
        Assert.Equal(SignatureFault.Missing, outcome.Fault);
    }

    [Fact]
    public void With_Signature_Input_the_draft_is_not_tried()
    {
        var request = Signed.Post();
        request.Headers["Signature-Input"] = MessageSigned.Post().Headers["Signature-Input"];

        Assert.False(RequestSignature.TryRead(Of(request), out _, out var outcome));
        Assert.Equal(SignatureFault.Malformed, outcome.Fault);

        request.Headers["Signature-Input"] = [""];
        Assert.False(RequestSignature.TryRead(Of(request), out _, out _));
    }

    [Fact]
    public void Two_Signature_headers_are_refused_also_if_one_is_of_each_kind()
    {
        var (request, other) = (MessageSigned.Post(), Signed.Post());
        request.Headers["Digest"] = other.Headers["Digest"];
        request.Headers["Date"] = other.Headers["Date"];
        request.Headers["Signature"] = [request.Headers["Signature"][0], other.Headers["Signature"][0]];

        Assert.False(RequestSignature.TryRead(request.Request, out _, out var outcome));
        Assert.Equal(SignatureFault.Malformed, outcome.Fault);
    }

    [Fact]
    public void A_wrong_body_or_host_is_found_before_a_key_is_asked_for()
    {
        foreach (var signature in new[] { Read(Signed.Post()), Read(MessageSigned.Post().Request) })
        {
            Assert.Equal(SignatureFault.WrongDigest, signature.CheckAllButKey("other"u8, Signed.Now, MessageSigned.OurAddress).Fault);
            Assert.Equal(SignatureFault.OutOfTime, signature.CheckAllButKey(MessageSigned.Post().Body, Signed.Now.AddDays(1), MessageSigned.OurAddress).Fault);
            Assert.Equal(SignatureFault.WrongHost, signature.CheckAllButKey(MessageSigned.Post().Body, Signed.Now, new Uri("https://other.example")).Fault);
            Assert.Equal(SignatureOutcome.Valid, signature.CheckAllButKey(MessageSigned.Post().Body, Signed.Now, MessageSigned.OurAddress));
        }
    }

    [Fact]
    public void A_draft_signature_may_be_Ed25519_but_not_call_itself_rsa()
    {
        var request = Signed.Post();
        var text = "(request-target): post /users/7/inbox\nhost: wiki.example\ndate: " + request.Headers["Date"][0] + "\ndigest: " + request.Headers["Digest"][0];
        var signature = Convert.ToBase64String(MessageSigned.PrivateCurve.Sign(System.Text.Encoding.UTF8.GetBytes(text)));

        Assert.Equal(SignatureFault.None, As("hs2019"));
        Assert.Equal(SignatureFault.WrongSignature, As("rsa-sha256"));

        SignatureFault As(string algorithm)
        {
            request.Headers["Signature"] = [$"keyId=\"{Signed.KeyId}\",algorithm=\"{algorithm}\",headers=\"(request-target) host date digest\",signature=\"{signature}\""];
            return request.Check(MessageSigned.PublicCurve).Fault;
        }
    }

    private static SignatureOutcome Check(RequestSignature signature) =>
        signature.Check(MessageSigned.Post().Body, Signed.Public, Signed.Now, MessageSigned.OurAddress);

    private static SignedRequest Of(Signed request) =>
        new(request.Method, request.Target, name => request.Headers.GetValueOrDefault(name) ?? []);

    private static RequestSignature Read(Signed request) => Read(Of(request));

    private static RequestSignature Read(SignedRequest request) =>
        RequestSignature.TryRead(request, out var signature, out var outcome) ? signature : throw new InvalidOperationException(outcome.Reason);
}
