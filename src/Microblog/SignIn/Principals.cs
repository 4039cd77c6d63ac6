using System.Globalization;
using System.Security.Claims;
using Microblog.Accounts;

namespace Microblog.SignIn;

/// <summary>Makes of an account what the rest of a request knows it by.</summary>
internal static class Principals
{
    /// <summary>One claim for each scope of a token.</summary>
    public const string ScopeClaim = "scope";

    public static ClaimsPrincipal Of(SignedIn who, string scheme, IEnumerable<string> scopes)
    {
        var claims = new List<Claim>
        {
            new(ClaimTypes.NameIdentifier, who.ActorId.ToString(CultureInfo.InvariantCulture)),
            new(Viewer.AccountClaim, who.AccountId.ToString(CultureInfo.InvariantCulture)),
            new(ClaimTypes.Role, who.Role.ToString()),
        };
        claims.AddRange(scopes.Select(scope => new Claim(ScopeClaim, scope)));
        return new ClaimsPrincipal(new ClaimsIdentity(claims, scheme));
    }
}
