using System.Globalization;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using Microblog.Protocols.ActivityPub;
using Microblog.Protocols.Signatures;
using Microblog.Tests.Support;

namespace Microblog.Tests.Attacks;

/// <summary>A POST to an inbox that is signed by hand, part by part, as no decent server would.</summary>
internal sealed class ByHand(TestServer server, Uri keyId, SigningKey key, byte[] body)
{
    public static readonly string[] Draft = ["(request-target)", "host", "date", "digest"];
    public static readonly string[] Rfc = ["@method", "@target-uri", "content-digest"];

    public HttpMethod Method { get; set; } = HttpMethod.Post;

    public string Target { get; set; } = "/inbox";

    public string Host { get; set; } = server.Host;

    public DateTimeOffset At { get; set; } = TimeProvider.System.GetUtcNow();

    public byte[] Signed { get; } = body;

    public string Algorithm { get; set; } = "rsa-sha256";

    /// <summary>Signs the parts by draft-cavage and sends them; <paramref name="change"/> spoils what is sent.</summary>
    public Task<HttpResponseMessage> SendDraftAsync(string[] covered, Action<HttpRequestMessage>? change = null, Func<byte[], byte[]>? sign = null)
    {
        var date = At.ToUniversalTime().ToString("r", CultureInfo.InvariantCulture);
        var digest = "SHA-256=" + Convert.ToBase64String(SHA256.HashData(Signed));
        var text = string.Join('\n', covered.Select(name => $"{name}: " + name switch
        {
            "(request-target)" => $"{Method.Method.ToLowerInvariant()} {Target}",
            "host" => Host,
            "date" => date,
            "digest" => digest,
            _ => "",
        }));
        var signature = Convert.ToBase64String(sign?.Invoke(Encoding.UTF8.GetBytes(text)) ?? key.Sign(Encoding.UTF8.GetBytes(text)));
        return SendAsync(request =>
        {
            request.Headers.TryAddWithoutValidation("Date", date);
            request.Headers.TryAddWithoutValidation("Digest", digest);
            request.Headers.TryAddWithoutValidation(
                "Signature", $"keyId=\"{keyId.AbsoluteUri}\",algorithm=\"{Algorithm}\",headers=\"{string.Join(' ', covered)}\",signature=\"{signature}\"");
            change?.Invoke(request);
        });
    }

    /// <summary>Signs the parts by RFC 9421 and sends them; <paramref name="change"/> spoils what is sent.</summary>
    /// <param name="more">Further parameters of the signature, such as <c>;alg="x"</c>.</param>
    public Task<HttpResponseMessage> SendRfcAsync(string[] covered, Action<HttpRequestMessage>? change = null, string more = "")
    {
        var digest = $"sha-256=:{Convert.ToBase64String(SHA256.HashData(Signed))}:";
        var parameters = string.Create(
            CultureInfo.InvariantCulture,
            $"({string.Join(' ', covered.Select(c => $"\"{c}\""))});created={At.ToUnixTimeSeconds()};keyid=\"{keyId.AbsoluteUri}\"{more}");
        var lines = covered.Select(name => $"\"{name}\": " + name switch
        {
            "@method" => Method.Method,
            "@target-uri" => $"http://{Host}{Target}",
            "content-digest" => digest,
            _ => "",
        });
        var text = string.Join('\n', lines.Append($"\"@signature-params\": {parameters}"));
        var signature = Convert.ToBase64String(key.Sign(Encoding.UTF8.GetBytes(text)));
        return SendAsync(request =>
        {
            request.Headers.TryAddWithoutValidation("Content-Digest", digest);
            request.Headers.TryAddWithoutValidation("Signature-Input", $"sig1={parameters}");
            request.Headers.TryAddWithoutValidation("Signature", $"sig1=:{signature}:");
            change?.Invoke(request);
        });
    }

    public static Action<HttpRequestMessage> Set(string header, string value) => request =>
    {
        request.Headers.Remove(header);
        request.Headers.TryAddWithoutValidation(header, value);
    };

    public static Action<HttpRequestMessage> Add(string header, Func<string, string> value) => request =>
        request.Headers.TryAddWithoutValidation(header, value(request.Headers.GetValues(header).First()));

    public static Action<HttpRequestMessage> Rewrite(string header, Func<string, string> value) => request =>
    {
        var old = request.Headers.GetValues(header).First();
        request.Headers.Remove(header);
        request.Headers.TryAddWithoutValidation(header, value(old));
    };

    public static Action<HttpRequestMessage> Drop(string header) => request => request.Headers.Remove(header);

    private async Task<HttpResponseMessage> SendAsync(Action<HttpRequestMessage> sign)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/inbox") { Content = new ByteArrayContent(Signed) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue(MediaTypes.ActivityJson);
        sign(request);
        return await server.PasserBy.SendAsync(request, TestContext.Current.CancellationToken);
    }
}
