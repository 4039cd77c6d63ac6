using Microblog.Accounts;
using Microblog.Actors;
using Microblog.Data;
using Microblog.Moderation;
using Microblog.Moderation.Domains;

namespace Microblog.ClientApi.Admin;

/// <summary>Which accounts a moderator asks for.</summary>
/// <remarks>Source: Mastodon API documentation, "View accounts". E-mail addresses, addresses of the network and invitations are not kept here, so nobody is found by them.</remarks>
internal sealed record AccountFilter
{
    private static readonly string[] Words = ["active", "pending", "disabled", "silenced", "suspended", "sensitized"];

    /// <summary>Null for everywhere.</summary>
    public required bool? IsLocal { get; init; }

    /// <summary>Some of <see cref="Words"/>; all of them must be true.</summary>
    public required IReadOnlyList<string> Statuses { get; init; }

    /// <summary>Null for every role.</summary>
    public required IReadOnlyList<Role>? Roles { get; init; }
    public required string? Username { get; init; }
    public required string? DisplayName { get; init; }
    public required string? Domain { get; init; }

    /// <summary>It is asked for something that nobody here has.</summary>
    public required bool IsForNobody { get; init; }

    /// <summary>As version 1 spells it: a word for each status, and for what one is.</summary>
    public static AccountFilter First(Asked asked) => Common(asked) with
    {
        IsLocal = (asked.Flag("local"), asked.Flag("remote")) switch
        {
            (true, not true) => true,
            (not true, true) => false,
            _ => null,
        },
        Statuses = [.. Words.Where(s => asked.Flag(s) == true)],
        Roles = asked.Flag("staff") == true ? [Role.Moderator, Role.Administrator] : null,
    };

    /// <summary>As version 2 spells it.</summary>
    public static AccountFilter Second(Asked asked)
    {
        var roles = asked.List("role_ids").Where(r => r.Length > 0).Select(AccountRole.RoleOf).ToList();
        return Common(asked) with
        {
            IsLocal = asked.Text("origin") switch
            {
                "local" => true,
                "remote" => false,
                _ => null,
            },
            Statuses = asked.Text("status") is { } status ? [status] : [],
            Roles = asked.Text("permissions") == "staff" ? [Role.Moderator, Role.Administrator] : roles.Count == 0 ? null : [.. roles.OfType<Role>()],
        };
    }

    /// <summary>Those who are asked for. Whoever is gone, and the server itself, is never among them.</summary>
    public IQueryable<Actor> Of(Db db, DateTimeOffset now)
    {
        var actors = db.Actors.Where(a => a.Id != InstanceActor.ActorId && (a.GoneAt == null || a.Account != null));
        if (IsForNobody || (Domain is not null && !DomainName.TryParse(Domain, out _)))
            return actors.Where(_ => false);
        if (IsLocal is { } local)
            actors = actors.Where(a => a.Host == "" == local);
        if (Roles is { } roles)
            actors = actors.Where(a => a.Account != null && roles.Contains(a.Account.Role));
        if (Username?.TrimStart('@') is { Length: > 0 } username)
        {
            var key = Actor.KeyOf(username);
            actors = actors.Where(a => a.HandleKey.Contains(key));
        }

        if (DisplayName?.ToLowerInvariant() is { } shown)
            actors = actors.Where(a => SqlFunctions.Lower(a.DisplayName).Contains(shown));
        if (DomainName.TryParse(Domain, out var host))
            actors = actors.Where(a => a.Host == host);
        return Statuses.Aggregate(actors, (some, status) => With(some, status, now));
    }

    private static AccountFilter Common(Asked asked) => new()
    {
        IsLocal = null,
        Statuses = [],
        Roles = null,
        Username = asked.Text("username"),
        DisplayName = asked.Text("display_name"),
        Domain = asked.Text("by_domain"),
        IsForNobody = asked.Text("email") is not null || asked.Text("ip") is not null || asked.Text("invited_by") is not null,
    };

    private static IQueryable<Actor> With(IQueryable<Actor> actors, string status, DateTimeOffset now)
    {
        var stands = Block.StandsAt(now);
        BlockScope? scope = status switch
        {
            "disabled" => BlockScope.Posting,
            "silenced" => BlockScope.Silence,
            "suspended" => BlockScope.Account,
            "sensitized" => BlockScope.Sensitive,
            _ => null,
        };
        return (status, scope) switch
        {
            (_, { } blocked) => actors.Where(a => a.Blocks.AsQueryable().Where(stands).Any(b => b.Scope == blocked)),
            ("active", _) => actors.Where(a => !a.Blocks.AsQueryable().Where(stands).Any(b => b.Scope == BlockScope.Account || b.Scope == BlockScope.Posting)),

            // Nobody waits to be let in; and of a status that does not exist there is nobody.
            _ => actors.Where(_ => false),
        };
    }
}
