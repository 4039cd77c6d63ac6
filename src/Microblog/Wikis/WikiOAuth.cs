using System.Buffers.Text;
using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.WebUtilities;

namespace Microblog.Wikis;

/// <summary>Signs people in with MediaWiki's OAuth extension: OAuth 2 authorization code, confidential client, PKCE S256.</summary>
/// <remarks>Source: RFC 6749 §4.1, RFC 7636, https://www.mediawiki.org/wiki/OAuth/For_Developers. The tokens are used
/// once, for the profile, and kept nowhere.</remarks>
public sealed class WikiOAuth(IHttpClientFactory clients)
{
    private static readonly string[] ProseFields = ["error_description", "message", "hint"];

    /// <summary>A fresh PKCE verifier, 43 characters. Keep it with the browser's sign-in attempt.</summary>
    public static string NewVerifier() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));

    /// <summary>Where to send the person's browser. No scope is named, so the client's registered one (identity only) holds.</summary>
    /// <param name="redirectUri">The registered callback, exactly.</param>
    public static Uri AuthorizeUrl(WikiSettings wiki, Uri redirectUri, string state, string verifier)
    {
        var query = new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["response_type"] = "code",
            ["client_id"] = wiki.ClientId,
            ["redirect_uri"] = redirectUri.AbsoluteUri,
            ["state"] = state,
            ["code_challenge"] = Base64Url.EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes(verifier))),
            ["code_challenge_method"] = "S256",
        };
        return new Uri(QueryHelpers.AddQueryString(Endpoint(wiki, "authorize").AbsoluteUri, query));
    }

    /// <summary>What an <c>error</c> in the callback's query means. The wiki sends no <c>state</c> with it.</summary>
    /// <remarks>Cancel answers <c>unauthorized_client</c>, where RFC 6749 would have <c>access_denied</c>.</remarks>
    public static WikiSignInFailure FailureOf(string error) => error switch
    {
        "unauthorized_client" or "access_denied" => WikiSignInFailure.Cancelled,
        "invalid_scope" or "invalid_client" or "unsupported_response_type" => WikiSignInFailure.Misconfigured,
        "server_error" or "temporarily_unavailable" => WikiSignInFailure.WikiDown,
        _ => WikiSignInFailure.Refused,
    };

    /// <summary>Turns the callback's code into the person's identity.</summary>
    /// <exception cref="WikiSignInException">It did not work; its failure says why.</exception>
    public async Task<WikiProfile> ExchangeAsync(
        WikiSettings wiki, string code, Uri redirectUri, string verifier, CancellationToken ct)
    {
        using var client = clients.CreateClient(WikiClient.Name);
        try
        {
            var token = await TokenAsync(client, wiki, code, redirectUri, verifier, ct);
            return await ProfileAsync(client, wiki, token, ct);
        }
        catch (HttpRequestException e)
        {
            throw new WikiSignInException(WikiSignInFailure.WikiDown, $"{wiki.Id} cannot be reached", e);
        }
        catch (OperationCanceledException e) when (!ct.IsCancellationRequested)
        {
            throw new WikiSignInException(WikiSignInFailure.WikiDown, $"{wiki.Id} did not answer in time", e);
        }
    }

    private static async Task<string> TokenAsync(
        HttpClient client, WikiSettings wiki, string code, Uri redirectUri, string verifier, CancellationToken ct)
    {
        using var form = new FormUrlEncodedContent(new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["grant_type"] = "authorization_code",
            ["code"] = code,
            ["redirect_uri"] = redirectUri.AbsoluteUri,
            ["client_id"] = wiki.ClientId ?? "",
            ["client_secret"] = wiki.ClientSecret ?? "",
            ["code_verifier"] = verifier,
        });
        using var response = await client.PostAsync(Endpoint(wiki, "access_token"), form, ct);
        using var answer = Parse(await response.Content.ReadAsByteArrayAsync(ct));
        if (response.StatusCode != HttpStatusCode.OK)
            throw TokenRefused(wiki, response.StatusCode, answer?.RootElement ?? default);
        if (answer?.RootElement.Text("access_token") is { Length: > 0 } token && token.All(c => c is > ' ' and < '\u007f'))
            return token;
        throw new WikiSignInException(WikiSignInFailure.WikiDown, $"{wiki.Id} answered no token");
    }

    private static WikiSignInException TokenRefused(WikiSettings wiki, HttpStatusCode status, JsonElement answer)
    {
        var error = answer.Text("error");
        var failure = error switch
        {
            "invalid_client" => WikiSignInFailure.Misconfigured,
            "invalid_grant" or "invalid_request" => WikiSignInFailure.Refused,
            _ => SaysReadOnly(answer) ? WikiSignInFailure.ReadOnly : WikiSignInFailure.WikiDown,
        };
        return new WikiSignInException(failure, $"{wiki.Id} answered {(int)status} {error} to the code");
    }

    // The error is a plain server_error; only its prose tells maintenance from breakage.
    private static bool SaysReadOnly(JsonElement answer) =>
        ProseFields.Any(field => answer.Text(field)?.Contains("read-only", StringComparison.OrdinalIgnoreCase) is true);

    private static async Task<WikiProfile> ProfileAsync(HttpClient client, WikiSettings wiki, string token, CancellationToken ct)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, Endpoint(wiki, "resource/profile"));
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        using var response = await client.SendAsync(request, ct);
        if (response.StatusCode != HttpStatusCode.OK)
        {
            var failure = response.StatusCode == HttpStatusCode.Unauthorized ? WikiSignInFailure.Refused : WikiSignInFailure.WikiDown;
            throw new WikiSignInException(failure, $"{wiki.Id} answered {(int)response.StatusCode} for the profile");
        }

        // COMPAT(MediaWiki 1.39): the profile's JSON comes as text/html, so its content type is not looked at.
        using var profile = Parse(await response.Content.ReadAsByteArrayAsync(ct));
        if (profile?.RootElement.ValueKind is not JsonValueKind.Object)
            throw new WikiSignInException(WikiSignInFailure.WikiDown, $"{wiki.Id} answered no profile");
        return ReadProfile(wiki, profile.RootElement);
    }

    private static WikiProfile ReadProfile(WikiSettings wiki, JsonElement profile)
    {
        if (Subject(profile) is not { } sub)
            throw new WikiSignInException(WikiSignInFailure.BadSubject, $"{wiki.Id} answered no usable sub");
        if (profile.Text("username") is not { Length: > 0 } username)
            throw new WikiSignInException(WikiSignInFailure.Hidden, $"{wiki.Id} has suppressed the name of {sub}");
        return new WikiProfile(sub, username);
    }

    // A text or a number, taken as it stands. "0" is an account that is not attached to the global one.
    private static string? Subject(JsonElement profile)
    {
        if (!profile.TryGet("sub", out var value))
            return null;
        var sub = value.ValueKind == JsonValueKind.Number ? value.GetRawText() : profile.Text("sub");
        var isUsable = sub is { Length: > 0 and <= 255 }
                       && sub.All(c => c is > ' ' and < '\u007f')
                       && sub[0] is not ('-' or '+')
                       && sub.Trim('0').Length > 0
                       && (value.ValueKind != JsonValueKind.Number || sub.All(char.IsAsciiDigit));
        return isUsable ? sub : null;
    }

    private static Uri Endpoint(WikiSettings wiki, string name)
    {
        var rest = wiki.RestUrl ?? throw new InvalidOperationException($"{wiki.Id} has no RestUrl.");
        return new Uri($"{rest.AbsoluteUri.TrimEnd('/')}/oauth2/{name}");
    }

    private static JsonDocument? Parse(byte[] body)
    {
        try
        {
            return JsonDocument.Parse(body);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
