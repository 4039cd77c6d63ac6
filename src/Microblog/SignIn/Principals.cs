using System.Globalization;
using System.Security.Claims;
using Microblog.Accounts;

namespace Microblog.SignIn;

/// <summary>Makes of an account what the rest of a request knows it by.</summary>
internal static class Principals
{
    /// <summary>One claim for each scope of a token.</summary>
    public const string ScopeClaim = "scope";

    /// <summary>Whether the token that they came with allows it.</summary>
    public static bool MayBy(this ClaimsPrincipal principal, string scope) =>
        principal.FindAll(ScopeClaim).Any(c => Scopes.Covers(c.Value, scope));

    /// <summary>All that the token allows that they came with.</summary>
    public static IReadOnlyList<string> GrantedScopes(this ClaimsPrincipal principal) => [.. principal.FindAll(ScopeClaim).Select(c => c.Value)];

    /// <summary>The principal of a session or token.</summary>
    /// <param name="who">Null for a program that asks for nobody.</param>
    public static ClaimsPrincipal Of(SignedIn? who, string scheme, IEnumerable<string> scopes)
    {
        var claims = new List<Claim>();
        if (who is not null)
        {
            claims.Add(new(ClaimTypes.NameIdentifier, who.ActorId.ToString(CultureInfo.InvariantCulture)));
            claims.Add(new(Viewer.AccountClaim, who.AccountId.ToString(CultureInfo.InvariantCulture)));
            claims.Add(new(ClaimTypes.Role, who.Role.ToString()));
        }

        claims.AddRange(scopes.Select(scope => new Claim(ScopeClaim, scope)));
        return new ClaimsPrincipal(new ClaimsIdentity(claims, scheme));
    }
}
