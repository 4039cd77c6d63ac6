using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Microblog.Outgoing;
using Microblog.Protocols.ActivityPub;
using Microblog.Tests.Support;

namespace Microblog.Tests.Attacks;

/// <summary>
/// Servers of strangers, under every name that ends in <c>.test</c>: they answer what a test tells them, as whatever type, and speak
/// for as many actors as it likes.
/// </summary>
internal sealed class Strangers : IAsyncDisposable
{
    private const string Address = "127.0.0.2";

    /// <summary>Where <c>inside.test</c> is: an address that a test may declare to be none of the public ones.</summary>
    public const string Inside = "127.0.0.3";

    private readonly ConcurrentDictionary<string, Func<string>> answers = new(StringComparer.Ordinal);
    private readonly EvilPeer peer;

    /// <summary>What is answered where nothing was told: the document of that host and path; null for none.</summary>
    public Func<string, string, JsonNode?>? Otherwise { get; set; }

    public Strangers() => peer = new EvilPeer(AnswerAsync, Address);

    /// <summary>What was asked of them, in order: <c>GET evil.test:1234/path?query</c>.</summary>
    public ConcurrentQueue<string> Asked { get; } = new();

    /// <summary>The heads of all requests, in order.</summary>
    public IEnumerable<string> Heads => peer.Heads;

    /// <summary>Lets a server find them by name.</summary>
    public static void AreKnownTo(TestServerOptions options) => options.Services += services =>
        services.AddSingleton<HostResolver>((host, ct) => host switch
        {
            "inside.test" => Task.FromResult<IPAddress[]>([IPAddress.Parse(Inside)]),
            "mixed.test" => Task.FromResult<IPAddress[]>([IPAddress.Parse(Address), IPAddress.Parse(Inside)]),
            _ when host.EndsWith(".test", StringComparison.Ordinal) => Task.FromResult<IPAddress[]>([IPAddress.Parse(Address)]),
            _ => Dns.GetHostAddressesAsync(host, ct),
        });

    public Uri At(string host, string path) => new(string.Create(CultureInfo.InvariantCulture, $"http://{host}:{peer.Port}{path}"));

    /// <summary>Answers this address with a document from now on, with whatever query.</summary>
    public void Serve(Uri address, JsonNode document, string? type = MediaTypes.ActivityJson) =>
        Serve(address, () => Answer(document.ToJsonString(), type));

    public void Serve(Uri address, string body, string? type, string status = "200 OK") =>
        Serve(address, () => Answer(body, type, status));

    public void Redirect(Uri from, string to) =>
        Serve(from, () => $"HTTP/1.1 302 Found\r\nLocation: {to}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");

    /// <summary>A new actor on one of the servers.</summary>
    /// <param name="sharesKey">Has the key of all others who share it: making one takes a while.</param>
    public Stranger Meet(string host, string name = "mallory", bool sharesKey = false)
    {
        var stranger = new Stranger(this, host, name, sharesKey);
        Serve(stranger.Id, () => Answer(stranger.Document.ToJsonString(), MediaTypes.ActivityJson));
        return stranger;
    }

    /// <summary>A note that its author's server has.</summary>
    /// <param name="id">The note's, when that is not its address.</param>
    public JsonObject Note(Uri address, Uri author, string html, Uri? id = null)
    {
        var note = new JsonObject
        {
            ["@context"] = "https://www.w3.org/ns/activitystreams",
            ["id"] = (id ?? address).AbsoluteUri,
            ["type"] = "Note",
            ["attributedTo"] = author.AbsoluteUri,
            ["content"] = html,
            ["published"] = "2026-01-02T03:04:05Z",
            ["to"] = new JsonArray(Addressing.Public.AbsoluteUri),
        };
        Serve(address, note);
        return note;
    }

    public ValueTask DisposeAsync() => peer.DisposeAsync();

    private void Serve(Uri address, Func<string> answer) => answers[address.Authority + address.AbsolutePath] = answer;

    private static string Answer(string body, string? type, string status = "200 OK") =>
        $"HTTP/1.1 {status}\r\n{(type is null ? "" : $"Content-Type: {type}\r\n")}Content-Length: {Encoding.UTF8.GetByteCount(body)}\r\nConnection: close\r\n\r\n{body}";

    private async Task AnswerAsync(string head, Stream stream, CancellationToken ct)
    {
        var lines = head.Split("\r\n");
        var (method, target) = (lines[0].Split(' ')[0], lines[0].Split(' ')[1]);
        var host = ValueOf(lines, "Host") ?? "";
        Asked.Enqueue($"{method} {host}{target}");
        if (ValueOf(lines, "Content-Length") is { } length)
            await stream.ReadExactlyAsync(new byte[int.Parse(length, CultureInfo.InvariantCulture)], ct);
        var answer = answers.TryGetValue(host + target.Split('?')[0], out var told) ? told()
            : method == "POST" ? Answer("", null, "202 Accepted")
            : Otherwise?.Invoke(host, target) is { } document ? Answer(document.ToJsonString(), MediaTypes.ActivityJson)
            : Answer("", null, "404 Not Found");
        await stream.WriteAsync(Encoding.UTF8.GetBytes(answer), ct);
    }

    private static string? ValueOf(string[] lines, string header) => lines
        .FirstOrDefault(l => l.StartsWith(header + ":", StringComparison.OrdinalIgnoreCase))?[(header.Length + 1)..].Trim();
}
