using BenchmarkDotNet.Attributes;
using Microblog.Protocols.ActivityPub;
using Microblog.Protocols.Signatures;

namespace Microblog.Benchmarks;

/// <summary>What the guard at the inbox does for each signed Create, the database aside.</summary>
[MemoryDiagnoser]
public class InboxBenchmarks
{
    private static readonly Uri Inbox = new("https://here.example/inbox");
    private static readonly Uri Actor = new("https://peer.example/alice");
    private static readonly DateTimeOffset Date = new(2026, 11, 25, 12, 0, 0, TimeSpan.Zero);

    private byte[] body = [];
    private Dictionary<string, string?[]> headers = [];
    private PublicKey? key;

    [GlobalSetup]
    public void SetUp()
    {
        var keys = RsaKeys.Generate();
        var note = new Note(
            new Uri(Actor, "/notes/1"), Actor, "<p>Hello, fediverse.</p>", Date, null, null, null, false, "en",
            [Addressing.Public], [new Uri(Actor, "/followers")], [], []);
        body = ActivityWriter.Write(new Create(new Uri(Actor, "/notes/1/activity"), Actor, note));
        var signed = CavageSigner.Sign("POST", Inbox, Date, body, new Uri(Actor, "#main-key"), SigningKey.FromPem(keys.PrivatePem));
        headers = new(StringComparer.OrdinalIgnoreCase)
        {
            ["host"] = [signed.Host],
            ["date"] = [signed.Date],
            ["digest"] = [signed.Digest],
            ["signature"] = [signed.Signature],
        };
        if (!PublicKey.TryParse(keys.PublicPem, out key, out var why))
            throw new InvalidOperationException(why);
        if (!Verify().IsValid)
            throw new InvalidOperationException("the benchmark's own request does not verify");
    }

    [Benchmark(Baseline = true)]
    public SignatureOutcome Verify() => CavageVerifier.Check(
        new SignedRequest("POST", "/inbox", name => headers.TryGetValue(name, out var values) ? values : []), body, key!, Date, host => host == "here.example");

    [Benchmark]
    public Activity Parse() => ActivityParser.Parse(body);
}
