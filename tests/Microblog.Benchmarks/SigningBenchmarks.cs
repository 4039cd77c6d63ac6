using System.Security.Cryptography;
using System.Text;
using BenchmarkDotNet.Attributes;
using Microblog.Protocols.Signatures;

namespace Microblog.Benchmarks;

/// <summary>What signing a delivery costs beside the RSA signature in it, which is the limit of sending.</summary>
[MemoryDiagnoser]
public class SigningBenchmarks
{
    private static readonly Uri Inbox = new("https://peer.example/inbox");
    private static readonly Uri KeyId = new("https://here.example/users/1#main-key");
    private static readonly DateTimeOffset Date = new(2026, 11, 25, 12, 0, 0, TimeSpan.Zero);

    private readonly byte[] text = Encoding.ASCII.GetBytes(new string('x', 250));
    private readonly string digest = CavageSigner.DigestOf("body"u8);
    private readonly RSA rsa = RSA.Create(2048);
    private readonly SigningKey key = SigningKey.FromPem(RsaKeys.Generate().PrivatePem);

    [GlobalCleanup]
    public void CleanUp() => rsa.Dispose();

    [Benchmark(Baseline = true)]
    public byte[] BareRsa() => rsa.SignData(text, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);

    [Benchmark]
    public SignedHeaders SignedDelivery() => CavageSigner.Sign("POST", Inbox, Date, digest, KeyId, key);
}
