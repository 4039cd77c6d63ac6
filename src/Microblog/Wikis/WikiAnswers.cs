using System.Net;
using System.Text.Json;

namespace Microblog.Wikis;

/// <summary>Tells an answer of the action API that counts from one that does not.</summary>
internal static class WikiAnswers
{
    /// <summary>The answer, if it counts. The caller disposes of it.</summary>
    /// <exception cref="WikiUnavailableException">Not HTTP 200, not JSON, an error, or incomplete.</exception>
    public static async Task<JsonDocument> ReadAsync(
        WikiSettings wiki, HttpResponseMessage response, DateTimeOffset now, CancellationToken ct)
    {
        var retryAfter = RetryAfter(response, now);
        if (response.StatusCode != HttpStatusCode.OK)
            throw new WikiUnavailableException(TroubleOf(response.StatusCode), $"{wiki.Id} answered {(int)response.StatusCode}", retryAfter);
        if (response.Content.Headers.ContentType?.MediaType is not "application/json")
            throw new WikiUnavailableException(WikiTrouble.Malformed, $"{wiki.Id} answered no JSON", retryAfter);

        var answer = await ParseAsync(wiki, response, ct);
        try
        {
            Judge(wiki, answer.RootElement, retryAfter);
            return answer;
        }
        catch (WikiUnavailableException)
        {
            answer.Dispose();
            throw;
        }
    }

    private static async Task<JsonDocument> ParseAsync(WikiSettings wiki, HttpResponseMessage response, CancellationToken ct)
    {
        try
        {
            await using var body = await response.Content.ReadAsStreamAsync(ct);
            return await JsonDocument.ParseAsync(body, cancellationToken: ct);
        }
        catch (JsonException e)
        {
            throw new WikiUnavailableException(WikiTrouble.Malformed, $"{wiki.Id} answered broken JSON", inner: e);
        }
    }

    private static void Judge(WikiSettings wiki, JsonElement answer, TimeSpan? retryAfter)
    {
        if (answer.ValueKind != JsonValueKind.Object)
            throw new WikiUnavailableException(WikiTrouble.Malformed, $"{wiki.Id} answered no JSON object");
        if (answer.TryGetProperty("error", out var error))
            throw Refused(wiki, error.Text("code"), retryAfter);
        if (answer.TryGetProperty("errors", out var errors))
            throw Refused(wiki, errors.Items().FirstOrDefault().Text("code"), retryAfter);
        if (!answer.Flag("batchcomplete"))
            throw new WikiUnavailableException(WikiTrouble.Malformed, $"{wiki.Id} answered only in part");
    }

    // The code, never the prose beside it, which is translated.
    private static WikiUnavailableException Refused(WikiSettings wiki, string? code, TimeSpan? retryAfter)
    {
        var reason = code switch
        {
            "maxlag" or "ratelimited" or "readonly" => WikiTrouble.Busy,
            "readapidenied" => WikiTrouble.Denied,
            _ => WikiTrouble.RequestRefused,
        };
        return new WikiUnavailableException(reason, $"{wiki.Id} answered the error {code ?? "without a code"}", retryAfter);
    }

    private static WikiTrouble TroubleOf(HttpStatusCode status) => (int)status switch
    {
        429 or 503 => WikiTrouble.Busy,
        401 or 403 => WikiTrouble.Denied,
        >= 500 => WikiTrouble.Unreachable,
        _ => WikiTrouble.Malformed,
    };

    private static TimeSpan? RetryAfter(HttpResponseMessage response, DateTimeOffset now)
    {
        var header = response.Headers.RetryAfter;
        var wait = header?.Delta ?? header?.Date - now;
        return wait > TimeSpan.Zero ? wait : null;
    }
}
