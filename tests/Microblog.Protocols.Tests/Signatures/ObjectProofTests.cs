using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microblog.Protocols.ActivityPub;
using Microblog.Protocols.Signatures;

namespace Microblog.Protocols.Tests.Signatures;

public sealed class ObjectProofTests
{
    // The key pair of Data Integrity EdDSA Cryptosuites 1.0, appendix B; FEP-8b32 uses it, too.
    private const string PublicText = "z6MkrJVnaZkeFzdQyMZu1cgjg7k1pZZ6pvBQ7XJPt4swbTQ2";
    private const string PrivateText = "z3u2en7t5LR2WtQH5PfFqMqwVHBeXouLzo6haApm8XHqvjxq";

    /// <summary>fep-8b32.feature, before and after.</summary>
    private const string Unsigned = """
        {"@context":["https://www.w3.org/ns/activitystreams","https://w3id.org/security/data-integrity/v2"],
         "id":"https://server.example/activities/1","type":"Create","actor":"https://server.example/users/alice",
         "object":{"id":"https://server.example/objects/1","type":"Note","attributedTo":"https://server.example/users/alice",
          "content":"Hello world","location":{"type":"Place","longitude":-71.184902,"latitude":25.273962}}}
        """;

    private const string Value = "z42ffGu6AUKPCFcFPiabmUvnGLPJzC7e4DGWC52NUasSSH37UMa9c58tdgVszUcZfytxa4fQ5TYHaJENCxUDe9SdL";

    private static readonly Uri KeyId = new("https://server.example/users/alice#ed25519-key");
    private static readonly DateTimeOffset Created = new(2023, 2, 24, 23, 36, 38, TimeSpan.Zero);
    private static readonly SigningKey Private = SigningKey.FromMultikey(PrivateText);

    private static PublicKey Public =>
        PublicKey.TryParseMultikey(PublicText, out var key, out _) ? key : throw new InvalidOperationException();

    [Fact]
    public void The_published_proof_is_made()
    {
        var document = JsonNode.Parse(Sign())!;

        Assert.Equal(Value, (string?)document["proof"]!["proofValue"]);
        Assert.Equal("2023-02-24T23:36:38Z", (string?)document["proof"]!["created"]);
        Assert.True(JsonNode.DeepEquals(document["@context"], document["proof"]!["@context"]));
        document.AsObject().Remove("proof");
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(Unsigned), document));
    }

    [Fact]
    public void The_published_proof_holds() => Assert.Equal(SignatureOutcome.Valid, Check(Sign()));

    /// <summary>Data Integrity EdDSA Cryptosuites 1.0, appendix B: a credential.</summary>
    [Fact]
    public void A_proof_that_others_published_holds()
    {
        const string Credential = """
            {"@context":["https://www.w3.org/ns/credentials/v2","https://www.w3.org/ns/credentials/examples/v2"],
             "id":"urn:uuid:58172aac-d8ba-11ed-83dd-0b3aef56cc33","type":["VerifiableCredential","AlumniCredential"],
             "name":"Alumni Credential","description":"A minimum viable example of an Alumni Credential.",
             "issuer":"https://vc.example/issuers/5678","validFrom":"2023-01-01T00:00:00Z",
             "credentialSubject":{"id":"did:example:abcdefgh","alumniOf":"The School of Examples"},
             "proof":{"type":"DataIntegrityProof","cryptosuite":"eddsa-jcs-2022","created":"2023-02-24T23:36:38Z",
              "verificationMethod":"https://vc.example/issuers/5678#z6MkrJVnaZkeFzdQyMZu1cgjg7k1pZZ6pvBQ7XJPt4swbTQ2",
              "proofPurpose":"assertionMethod",
              "@context":["https://www.w3.org/ns/credentials/v2","https://www.w3.org/ns/credentials/examples/v2"],
              "proofValue":"VALUE"}}
            """;
        var document = Credential.Replace("VALUE", "z63t83Y53KfzJ5ZosfKTnqfMcKB2dmTrfjSaQjeNNjAD5srBowQfmWqeRb8rRjmeEuCBEsddF9LsVogtuTsijJKh4", StringComparison.Ordinal);

        Assert.Equal(SignatureOutcome.Valid, Check(Encoding.UTF8.GetBytes(document)));
    }

    /// <summary>An earlier fep-8b32.feature: no context in the proof.</summary>
    [Fact]
    public void A_proof_without_context_holds()
    {
        const string Document = """
            {"@context":["https://www.w3.org/ns/activitystreams","https://w3id.org/security/data-integrity/v1"],
             "type":"Create","actor":"https://server.example/users/alice","object":{"type":"Note","content":"Hello world"},
             "proof":{"type":"DataIntegrityProof","cryptosuite":"eddsa-jcs-2022",
              "verificationMethod":"https://server.example/users/alice#ed25519-key","proofPurpose":"assertionMethod",
              "proofValue":"z3sXaxjKs4M3BRicwWA9peyNPJvJqxtGsDmpt1jjoHCjgeUf71TRFz56osPSfDErszyLp5Ks1EhYSgpDaNM977Rg2",
              "created":"2023-02-24T23:36:38Z"}}
            """;

        Assert.Equal(SignatureOutcome.Valid, Check(Encoding.UTF8.GetBytes(Document)));
    }

    [Fact]
    public void Spelling_and_order_may_change_on_the_way()
    {
        var document = JsonNode.Parse(Sign())!.AsObject();
        var turned = new JsonObject(document.Reverse().Select(p => KeyValuePair.Create(p.Key, p.Value?.DeepClone())));

        Assert.Equal(SignatureOutcome.Valid, Check(Encoding.UTF8.GetBytes(turned.ToJsonString(new JsonSerializerOptions { WriteIndented = true }))));
    }

    public static TheoryData<string, Action<JsonObject>, SignatureFault> Alterations => new()
    {
        { "content", d => d["object"]!["content"] = "Hello world!", SignatureFault.WrongSignature },
        { "number", d => d["object"]!["location"]!["latitude"] = 25.273963, SignatureFault.WrongSignature },
        { "property added", d => d["to"] = "https://www.w3.org/ns/activitystreams#Public", SignatureFault.WrongSignature },
        { "property gone", d => d.Remove("actor"), SignatureFault.WrongSignature },
        { "context changed", d => d["@context"]![1] = "https://evil.example/", SignatureFault.Malformed },
        { "context gone", d => d.Remove("@context"), SignatureFault.Malformed },
        { "both contexts changed", ChangeBothContexts, SignatureFault.WrongSignature },
        { "proof's context longer", d => d["proof"]!["@context"]!.AsArray().Add("https://evil.example/"), SignatureFault.Malformed },
        { "proof's context shorter", d => d["proof"]!["@context"]!.AsArray().RemoveAt(1), SignatureFault.WrongSignature },
        { "proof's context gone", d => Proof(d).Remove("@context"), SignatureFault.WrongSignature },
        { "type", d => d["proof"]!["type"] = "RsaSignature2017", SignatureFault.Malformed },
        { "type missing", d => Proof(d).Remove("type"), SignatureFault.Malformed },
        { "cryptosuite", d => d["proof"]!["cryptosuite"] = "eddsa-rdfc-2022", SignatureFault.Malformed },
        { "purpose", d => d["proof"]!["proofPurpose"] = "authentication", SignatureFault.Malformed },
        { "created", d => d["proof"]!["created"] = "2023-02-24T23:36:39Z", SignatureFault.WrongSignature },
        { "created is no time", d => d["proof"]!["created"] = "yesterday", SignatureFault.Malformed },
        { "created gone", d => Proof(d).Remove("created"), SignatureFault.WrongSignature },
        { "from the future", d => d["proof"]!["created"] = "2025-09-30T13:00:01Z", SignatureFault.OutOfTime },
        { "expires added", d => d["proof"]!["expires"] = "2999-01-01T00:00:00Z", SignatureFault.WrongSignature },
        { "expired", d => d["proof"]!["expires"] = "2025-09-30T12:00:00Z", SignatureFault.OutOfTime },
        { "expires is no time", d => d["proof"]!["expires"] = 5, SignatureFault.Malformed },
        { "previous", d => d["proof"]!["previousProof"] = "urn:x", SignatureFault.Malformed },
        { "domain", d => d["proof"]!["domain"] = "https://evil.example", SignatureFault.Malformed },
        { "method", d => d["proof"]!["verificationMethod"] = "https://server.example/users/mallory#key", SignatureFault.WrongSignature },
        { "method is none", d => d["proof"]!["verificationMethod"] = "did:key:z6MkrJVnaZkeFzdQyMZu1cgjg7k1pZZ6pvBQ7XJPt4swbTQ2", SignatureFault.Malformed },
        { "value", d => d["proof"]!["proofValue"] = Value[..^1] + "M", SignatureFault.WrongSignature },
        { "value short", d => d["proof"]!["proofValue"] = Value[..^3], SignatureFault.Malformed },
        { "value in another base", d => d["proof"]!["proofValue"] = "u" + Value[1..], SignatureFault.Malformed },
        { "value missing", d => Proof(d).Remove("proofValue"), SignatureFault.Malformed },
        { "proof gone", d => d.Remove("proof"), SignatureFault.Missing },
        { "proof is a text", d => d["proof"] = "x", SignatureFault.Malformed },
        { "no proofs", d => d["proof"] = new JsonArray(), SignatureFault.Malformed },
        { "too many", d => d["proof"] = Many(d, 5), SignatureFault.Malformed },
    };

    [Theory]
    [MemberData(nameof(Alterations))]
    public void One_alteration_and_the_proof_does_not_hold(string what, Action<JsonObject> alter, SignatureFault fault)
    {
        Assert.NotEmpty(what);
        var document = JsonNode.Parse(Sign())!.AsObject();
        alter(document);

        var outcome = Check(Encoding.UTF8.GetBytes(document.ToJsonString()));

        Assert.Equal(fault, outcome.Fault);
        Assert.NotEmpty(outcome.Reason);
    }

    [Fact]
    public void One_proof_of_four_is_enough()
    {
        var document = JsonNode.Parse(Sign())!.AsObject();
        var proofs = Many(document, 4);
        proofs[0]!["cryptosuite"] = "bbs-2023";
        proofs[1]!["proofValue"] = Value[..^1] + "M";
        proofs[2]!["verificationMethod"] = "https://unknown.example/key";
        document["proof"] = proofs;
        var bytes = Encoding.UTF8.GetBytes(document.ToJsonString());

        Assert.Equal(SignatureOutcome.Valid, Check(bytes));
        Assert.Equal(3, ObjectProof.ReadAll(bytes, Signed.Now, out _).Count);

        proofs[3]!["proofValue"] = Value[..^1] + "N";
        Assert.Equal(SignatureFault.WrongSignature, Check(Encoding.UTF8.GetBytes(document.ToJsonString())).Fault);
    }

    [Fact]
    public void A_Linked_Data_signature_that_came_later_does_not_matter()
    {
        var document = JsonNode.Parse(Sign())!.AsObject();
        document["signature"] = new JsonObject { ["type"] = "RsaSignature2017", ["signatureValue"] = "x" };
        Assert.Equal(SignatureOutcome.Valid, Check(Encoding.UTF8.GetBytes(document.ToJsonString())));

        document["signature"] = "a text is part of the document";
        Assert.Equal(SignatureFault.WrongSignature, Check(Encoding.UTF8.GetBytes(document.ToJsonString())).Fault);
    }

    /// <summary>Data Integrity EdDSA Cryptosuites 1.0, §3.3.2: the proof's contexts count.</summary>
    [Fact]
    public void A_context_added_behind_is_not_part_of_what_was_signed()
    {
        var document = JsonNode.Parse(Sign())!.AsObject();
        document["@context"]!.AsArray().Add("https://other.example/context");

        Assert.Equal(SignatureOutcome.Valid, Check(Encoding.UTF8.GetBytes(document.ToJsonString())));
    }

    [Fact]
    public void Another_key_does_not_verify_nor_one_of_another_kind()
    {
        Assert.Equal(SignatureFault.WrongSignature, ObjectProof.Check(Sign(), Signed.Now, _ => MessageSigned.PublicCurve).Fault);
        Assert.Equal(SignatureFault.WrongSignature, ObjectProof.Check(Sign(), Signed.Now, _ => Signed.Public).Fault);
        Assert.Equal(SignatureFault.WrongSignature, ObjectProof.Check(Sign(), Signed.Now, _ => null).Fault);
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{\"a\":1,\"a\":2,\"proof\":{}}")]
    [InlineData("{\"a\":1e999,\"proof\":{\"type\":\"DataIntegrityProof\",\"cryptosuite\":\"eddsa-jcs-2022\",\"proofPurpose\":\"assertionMethod\",\"verificationMethod\":\"https://server.example/users/alice#ed25519-key\",\"proofValue\":\"z42ffGu6AUKPCFcFPiabmUvnGLPJzC7e4DGWC52NUasSSH37UMa9c58tdgVszUcZfytxa4fQ5TYHaJENCxUDe9SdL\"}}")]
    public void What_is_not_a_document_has_no_proof(string json) =>
        Assert.Equal(SignatureFault.Malformed, Check(Encoding.UTF8.GetBytes(json)).Fault);

    [Theory]
    [InlineData("{}")]
    [InlineData(" { \"a\" : [ 1.50 ] } \n")]
    public void Any_object_can_be_signed(string json) =>
        Assert.Equal(SignatureOutcome.Valid, Check(ProofSigner.Sign(Encoding.UTF8.GetBytes(json), Private, KeyId, Created)));

    [Fact]
    public void What_is_signed_already_or_by_another_kind_of_key_is_not_signed()
    {
        Assert.Throws<ArgumentException>(() => ProofSigner.Sign(Sign(), Private, KeyId, Created));
        Assert.Throws<ArgumentException>(() => ProofSigner.Sign("{\"signature\":{}}"u8.ToArray(), Private, KeyId, Created));
        Assert.Throws<ArgumentException>(() => ProofSigner.Sign("{}"u8.ToArray(), Signed.Private, KeyId, Created));
        Assert.Throws<MalformedActivityException>(() => ProofSigner.Sign("[]"u8.ToArray(), Private, KeyId, Created));
        Assert.Throws<FormatException>(() => ProofSigner.Sign("{\"a\":1e999}"u8.ToArray(), Private, KeyId, Created));
    }

    private static byte[] Sign() => ProofSigner.Sign(Encoding.UTF8.GetBytes(Unsigned), Private, KeyId, Created);

    private static SignatureOutcome Check(byte[] document) =>
        ObjectProof.Check(document, Signed.Now, id => id.Host == "unknown.example" ? null : Public);

    private static void ChangeBothContexts(JsonObject document)
    {
        document["@context"]![1] = "https://evil.example/";
        document["proof"]!["@context"]![1] = "https://evil.example/";
    }

    private static JsonObject Proof(JsonObject document) => document["proof"]!.AsObject();

    private static JsonArray Many(JsonObject document, int count) =>
        [.. Enumerable.Range(0, count).Select(_ => document["proof"]!.DeepClone())];
}
