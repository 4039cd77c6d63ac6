using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microblog.Wikis;
using Microsoft.AspNetCore.DataProtection;

namespace Microblog.SignIn;

/// <summary>What a browser that left for a wiki must bring back, so that nobody is signed in by somebody else's link.</summary>
/// <param name="Verifier">PKCE's secret (RFC 7636 §4.1).</param>
public sealed record SignInAttempt(string WikiId, string State, string Verifier, string ReturnTo, DateTimeOffset Until)
{
    public bool IsAnsweredBy(string wikiId, string? state) =>
        WikiId == wikiId && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(State), Encoding.UTF8.GetBytes(state ?? ""));
}

/// <summary>Keeps the attempt in the browser, sealed.</summary>
public sealed class SignInAttempts(SignInCookies cookies, IDataProtectionProvider protection, TimeProvider clock)
{
    // A wiki's code lives ten minutes; people also have to log in there and read what they agree to.
    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(30);

    private readonly IDataProtector protector = protection.CreateProtector("Microblog.SignIn.Attempt");

    /// <summary>Begins an attempt; a newer one takes the place of an older one in the same browser.</summary>
    public SignInAttempt Begin(HttpResponse response, string wikiId, string? returnTo)
    {
        var attempt = new SignInAttempt(
            wikiId, Secrets.New(), WikiOAuth.NewVerifier(), LocalPath.From(returnTo), clock.GetUtcNow() + Lifetime);
        cookies.Set(response, cookies.Attempt, protector.Protect(JsonSerializer.Serialize(attempt)), Lifetime);
        return attempt;
    }

    /// <summary>The attempt of this browser; null when there is none, it is too old, or not sealed by us.</summary>
    public SignInAttempt? Find(HttpRequest request)
    {
        if (request.Cookies[cookies.Attempt] is not { } cookie)
            return null;
        try
        {
            var attempt = JsonSerializer.Deserialize<SignInAttempt>(protector.Unprotect(cookie));
            return attempt?.Until > clock.GetUtcNow() ? attempt : null;
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    /// <summary>An attempt counts once.</summary>
    public void End(HttpResponse response) => cookies.Delete(response, cookies.Attempt);
}
