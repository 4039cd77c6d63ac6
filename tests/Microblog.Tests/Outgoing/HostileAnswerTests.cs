using System.IO.Compression;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Microblog.Outgoing;
using Microblog.Tests.Support;

namespace Microblog.Tests.Outgoing;

/// <summary>Security catalogue §7-20: answers that want our time or our memory.</summary>
public sealed class HostileAnswerTests
{
    private static readonly string[] Loopback = ["127.0.0.0/8"];

    [Fact]
    public async Task A_peer_that_drips_is_left_at_the_deadline()
    {
        await using var peer = new EvilPeer(async (_, stream, ct) =>
        {
            await stream.WriteAsync("HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n"u8.ToArray(), ct);
            for (var i = 0; i < 100_000; i++)
            {
                await stream.WriteAsync("x"u8.ToArray(), ct);
                await Task.Delay(TimeSpan.FromMilliseconds(20), ct);
            }
        });
        using var client = Clients.Allowing(Loopback, TimeSpan.FromMilliseconds(300));

        Assert.Equal(PeerFailure.TimedOut, (await client.FailsAsync(peer.At("/"))).Failure);
    }

    [Fact]
    public async Task A_peer_that_says_nothing_is_left_at_the_deadline()
    {
        await using var peer = new EvilPeer((_, _, ct) => Task.Delay(Timeout.Infinite, ct));
        using var client = Clients.Allowing(Loopback, TimeSpan.FromMilliseconds(200));

        Assert.Equal(PeerFailure.TimedOut, (await client.FailsAsync(peer.At("/"))).Failure);
    }

    [Fact]
    public async Task The_callers_own_cancellation_is_not_the_peers_fault()
    {
        await using var peer = new EvilPeer((_, _, ct) => Task.Delay(Timeout.Infinite, ct));
        using var client = Clients.Allowing(Loopback);
        using var caller = new CancellationTokenSource(TimeSpan.FromMilliseconds(100));

        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => client.SendAsync(PeerRequest.Get(peer.At("/"), "*/*"), caller.Token));
    }

    [Fact]
    public async Task An_endless_body_is_read_to_the_cap_and_no_further()
    {
        var sent = 0L;
        await using var peer = new EvilPeer(async (_, stream, ct) =>
        {
            await stream.WriteAsync("HTTP/1.1 200 OK\r\n\r\n"u8.ToArray(), ct);
            for (var block = new byte[64 * 1024]; ; sent += block.Length)
                await stream.WriteAsync(block, ct);
        });
        using var client = Clients.Allowing(Loopback);

        Assert.Equal(PeerFailure.TooLarge, (await client.FailsAsync(peer.At("/"))).Failure);
        Assert.True(sent < 64_000_000, $"{sent} bytes were taken");
    }

    [Fact]
    public async Task Endless_headers_are_refused()
    {
        await using var peer = new EvilPeer(async (_, stream, ct) =>
        {
            await stream.WriteAsync("HTTP/1.1 200 OK\r\n"u8.ToArray(), ct);
            for (var i = 0; ; i++)
                await stream.WriteAsync(Encoding.ASCII.GetBytes($"X-{i}: {new string('x', 100)}\r\n"), ct);
        });
        using var client = Clients.Allowing(Loopback);

        Assert.Equal(PeerFailure.TooLarge, (await client.FailsAsync(peer.At("/"))).Failure);
    }

    [Theory]
    [InlineData("gzip"), InlineData("br"), InlineData("deflate")]
    public async Task A_decompression_bomb_is_counted_as_what_it_becomes(string encoding)
    {
        var bomb = Bomb(encoding);
        await using var peer = new EvilPeer(async (_, stream, ct) =>
        {
            var head = $"HTTP/1.1 200 OK\r\nContent-Encoding: {encoding}\r\nContent-Length: {bomb.Length}\r\n\r\n";
            await stream.WriteAsync(Encoding.ASCII.GetBytes(head), ct);
            await stream.WriteAsync(bomb, ct);
        });
        using var client = Clients.Allowing(Loopback);

        Assert.True(bomb.Length < 1_000_000);
        Assert.Equal(PeerFailure.TooLarge, (await client.FailsAsync(peer.At("/"))).Failure);
    }

    [Fact]
    public async Task A_body_of_exactly_the_cap_is_read_and_one_byte_more_is_not()
    {
        await using var peer = new EvilPeer(head => "HTTP/1.1 200 OK\r\n\r\n" + new string('x', head.StartsWith("GET /more", StringComparison.Ordinal) ? 101 : 100));
        using var client = Clients.Allowing(Loopback);

        var answer = await client.SendAsync(
            PeerRequest.Get(peer.At("/"), "*/*") with { MaxBody = 100 }, TestContext.Current.CancellationToken);

        Assert.Equal(100, answer.Body.Length);
        Assert.Equal(PeerFailure.TooLarge, (await client.FailsAsync(PeerRequest.Get(peer.At("/more"), "*/*") with { MaxBody = 100 })).Failure);
    }

    [Fact]
    public async Task Of_an_error_page_only_the_beginning_is_kept()
    {
        await using var peer = new EvilPeer(_ => "HTTP/1.1 503 Busy\r\nRetry-After: 120\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + new string('x', 2_000_000));
        using var client = Clients.Allowing(Loopback);

        var answer = await client.GetAsync(peer.At("/"));

        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.Status);
        Assert.Equal(4096, answer.Body.Length);
        Assert.Equal("text/html; charset=utf-8", answer.MediaType);
        Assert.Equal(TimeSpan.FromMinutes(2), answer.RetryAfter);
    }

    [Theory]
    [InlineData("SSH-2.0-OpenSSH\r\n"), InlineData(""), InlineData("HTTP/1.1 200 OK\r\nContent-Length: 50\r\n\r\nshort")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 5\r\n\r\nwrong")]
    public async Task What_is_not_a_whole_answer_is_said_to_be_bad(string answer)
    {
        await using var peer = new EvilPeer(_ => answer);
        using var client = Clients.Allowing(Loopback);

        Assert.Equal(PeerFailure.BadAnswer, (await client.FailsAsync(peer.At("/"))).Failure);
    }

    [Fact]
    public async Task Nobody_listening_is_told_apart()
    {
        var peer = new EvilPeer(_ => "");
        var target = peer.At("/");
        await peer.DisposeAsync();
        using var client = Clients.Allowing(Loopback);

        Assert.Equal(PeerFailure.NotConnected, (await client.FailsAsync(target)).Failure);
    }

    [Fact]
    public async Task A_certificate_cannot_make_us_fetch_its_issuer()
    {
        using var inside = new TcpListener(IPAddress.Loopback, 0);
        inside.Start();
        using var certificate = CertificateNaming($"http://{inside.LocalEndpoint}/issuer.crt");
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var serving = ShakeHandsAsync(listener, certificate);
        using var client = Clients.Allowing(Loopback);

        var failure = await client.FailsAsync(new Uri($"https://{listener.LocalEndpoint}/"));

        Assert.Equal(PeerFailure.NotConnected, failure.Failure);
        Assert.False(inside.Pending());
        await serving;
    }

    private static async Task ShakeHandsAsync(TcpListener listener, X509Certificate2 certificate)
    {
        using var accepted = await listener.AcceptTcpClientAsync(TestContext.Current.CancellationToken);
        await using var tls = new SslStream(accepted.GetStream());
        try
        {
            // Offline, or the server itself would fetch the issuer, to send it along.
            await tls.AuthenticateAsServerAsync(new SslServerAuthenticationOptions
            {
                ServerCertificateContext = SslStreamCertificateContext.Create(certificate, null, offline: true),
            });
        }
        catch (Exception e) when (e is IOException or System.Security.Authentication.AuthenticationException)
        {
            // The client does not trust us, as it should not.
        }
    }

    private static X509Certificate2 CertificateNaming(string issuerAddress)
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=127.0.0.1", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        request.CertificateExtensions.Add(new X509AuthorityInformationAccessExtension([], [issuerAddress]));
        using var issuerKey = RSA.Create(2048);
        var issuer = X509SignatureGenerator.CreateForRSA(issuerKey, RSASignaturePadding.Pkcs1);
        var now = TimeProvider.System.GetUtcNow();
        using var signed = request.Create(new X500DistinguishedName("CN=Nobody"), issuer, now.AddDays(-1), now.AddDays(1), [1, 2, 3, 4]);
        using var withKey = signed.CopyWithPrivateKey(key);
        return X509CertificateLoader.LoadPkcs12(withKey.Export(X509ContentType.Pkcs12), null);
    }

    private static byte[] Bomb(string encoding)
    {
        using var bomb = new MemoryStream();
        using (Stream packer = encoding switch
        {
            "gzip" => new GZipStream(bomb, CompressionLevel.Optimal),
            "br" => new BrotliStream(bomb, CompressionLevel.Fastest),
            _ => new ZLibStream(bomb, CompressionLevel.Optimal),
        })
        {
            var zeros = new byte[1024 * 1024];
            for (var i = 0; i < 64; i++)
                packer.Write(zeros);
        }

        return bomb.ToArray();
    }
}
