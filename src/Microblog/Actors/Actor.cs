using Microblog.Accounts;
using Microblog.Moderation;
using Microblog.Relations;
using Microblog.Relations.Domains;
using Microblog.Relations.Mutes;
using Microblog.Web;

namespace Microblog.Actors;

/// <summary>Anyone who can write and be followed, here or on another server.</summary>
public sealed class Actor
{
    public required long Id { get; init; }

    /// <summary>The permanent address that names this actor to every server.</summary>
    public required Uri Uri { get; init; }

    /// <summary>The name before the @, as its own server spells it.</summary>
    public required string Handle { get; set; }

    /// <summary><see cref="Handle"/> without case: what handles are found and compared by.</summary>
    public required string HandleKey { get; set; }

    /// <summary>The server's name, with its port when that is not the usual one; empty for a local actor.</summary>
    public required string Host { get; init; }

    /// <summary>What the policies here make of <see cref="Host"/>; see <c>Moderation/Domains</c>, which keeps it true.</summary>
    public HostStanding HostStanding { get; set; }

    public ActorKind Kind { get; set; }
    public required string DisplayName { get; set; }

    /// <summary>What they say of themselves.</summary>
    public CleanHtml SummaryHtml { get; set; }

    /// <summary>Their page for people; null when their server names none.</summary>
    public Uri? Url { get; set; }

    /// <summary>Where activities for this actor are posted; null for a local actor.</summary>
    public Uri? Inbox { get; set; }

    /// <summary>The server that <see cref="Inbox"/> lies on, by which deliveries to it wait for each other; null for a local actor.</summary>
    public string? InboxHost { get; set; }

    /// <summary>Where activities for everyone on their server are posted once; null when their server has none.</summary>
    public Uri? SharedInbox { get; set; }

    /// <summary>Their followers collection: addressing it makes a notice theirs to read.</summary>
    public Uri? FollowersUri { get; set; }

    /// <summary>Their collection of what they wrote; null for a local actor and where none is named.</summary>
    public Uri? OutboxUri { get; set; }

    /// <summary>Their collection of pinned notices; null for a local actor and where none is named.</summary>
    public Uri? FeaturedUri { get; set; }

    /// <summary>Their picture, on their own server; null for none.</summary>
    public Uri? IconUrl { get; set; }

    /// <summary>Their banner, on their own server; null for none.</summary>
    public Uri? ImageUrl { get; set; }

    /// <summary>Follows wait for approval.</summary>
    public bool IsLocked { get; set; }

    /// <summary>Who follows them and whom they follow is not shown, only how many.</summary>
    public bool HidesFollows { get; set; }

    /// <summary>They may be put forward, as in a directory; null where their server says nothing of it.</summary>
    public bool? IsDiscoverable { get; set; }

    /// <summary>Their public notices may be found by searching; null likewise.</summary>
    /// <remarks>Source: FEP-5feb.</remarks>
    public bool? IsIndexable { get; set; }

    /// <summary>Their own server has suspended them.</summary>
    /// <remarks>COMPAT(Mastodon): the property <c>suspended</c> of an actor.</remarks>
    public bool IsSuspendedThere { get; set; }

    /// <summary>Where they went: the actor that took over; null when they have not moved.</summary>
    /// <remarks>COMPAT(Mastodon): the property <c>movedTo</c>; both ends must say so.</remarks>
    public long? MovedToId { get; set; }
    public Actor? MovedTo { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When a remote actor's document was last read.</summary>
    public DateTimeOffset? FetchedAt { get; set; }

    /// <summary>When a remote actor's server last said, or did not say, whose the name is that the actor gives itself; null when that is still to be
    /// asked. See <see cref="ContestedName"/>.</summary>
    public DateTimeOffset? NameAskedAt { get; set; }

    /// <summary>A further name, <c>name@host</c> without case, that a remote actor says it has; null for none.</summary>
    /// <remarks>Source: FEP-2c59, for servers whose names have another host than their actors' ids.</remarks>
    public string? OtherName { get; set; }

    /// <summary>The server of <see cref="OtherName"/> gives it to this actor: then it is found by it. Null when that is still to be asked.</summary>
    public bool? HasOtherName { get; set; }

    /// <summary>When we learnt that the actor is gone for good (ActivityPub §7.4; HTTP 410).</summary>
    public DateTimeOffset? GoneAt { get; set; }

    public Account? Account { get; init; }
    public ICollection<Follow> Followers { get; } = [];
    public ICollection<Block> Blocks { get; } = [];

    /// <summary>Whom they have blocked for themselves.</summary>
    public ICollection<PersonalBlock> Blocking { get; } = [];

    /// <summary>Who has blocked them for themselves.</summary>
    public ICollection<PersonalBlock> BlockedBy { get; } = [];
    public ICollection<Mute> MutedBy { get; } = [];
    public ICollection<PersonalDomainBlock> DomainBlocks { get; } = [];

    /// <summary>Other actors that they say they also are.</summary>
    public ICollection<ActorAlias> Aliases { get; } = [];

    /// <summary>The table on their profile, by <see cref="ActorField.Position"/>.</summary>
    public ICollection<ActorField> Fields { get; } = [];

    public bool IsLocal => Host.Length == 0;

    /// <summary>A follow of them counts as soon as it is asked for; otherwise they, or their server, must agree first.</summary>
    public bool AcceptsFollowsAtOnce => IsLocal && !IsLocked;

    /// <summary><c>name</c> here, <c>name@host</c> elsewhere.</summary>
    public string Address => IsLocal ? Handle : $"{Handle}@{Host}";

    public static string KeyOf(string handle) => handle.ToLowerInvariant();
}

/// <summary>What kind of being an actor is.</summary>
/// <remarks>Source: ActivityStreams Vocabulary §3.2.</remarks>
public enum ActorKind
{
    Person = 0,
    Service = 1,
    Group = 2,
    Organization = 3,
    Application = 4,
}
