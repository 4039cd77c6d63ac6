using System.Globalization;
using System.Security.Claims;

namespace Microblog.Accounts;

/// <summary>The person this request is answered for.</summary>
public sealed class Viewer(IHttpContextAccessor http)
{
    /// <summary>The claim that holds the account's number; <see cref="ClaimTypes.NameIdentifier"/> holds the actor's.</summary>
    public const string AccountClaim = "account";

    /// <summary>Their actor, or null for a passer-by.</summary>
    public long? ActorId => Number(ClaimTypes.NameIdentifier);

    /// <summary>Their account, or null for a passer-by.</summary>
    public long? AccountId => Number(AccountClaim);

    /// <summary>Their actor, behind <c>[Authorize]</c>.</summary>
    public long RequiredActorId => ActorId ?? throw new InvalidOperationException("this action needs [Authorize]");

    /// <summary>Their account, behind <c>[Authorize]</c>.</summary>
    public long RequiredAccountId => AccountId ?? throw new InvalidOperationException("this action needs [Authorize]");

    public bool IsSignedIn => ActorId is not null;

    public bool IsModerator => http.HttpContext?.User is { } user && (user.IsInRole(nameof(Role.Moderator)) || user.IsInRole(nameof(Role.Administrator)));

    public bool IsAdministrator => http.HttpContext?.User.IsInRole(nameof(Role.Administrator)) ?? false;

    private long? Number(string claim) =>
        http.HttpContext?.User.FindFirstValue(claim) is { } id ? long.Parse(id, CultureInfo.InvariantCulture) : null;
}
