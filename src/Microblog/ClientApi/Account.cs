using System.Text.Json.Serialization;
using Microblog.Actors;
using Microblog.Emojis;
using Microblog.Media;

namespace Microblog.ClientApi;

/// <summary>An actor as client apps read it.</summary>
/// <remarks>Source: Mastodon API documentation, entity Account. Names become snake_case in JSON.</remarks>
public record Account
{
    public required string Id { get; init; }
    public required string Username { get; init; }
    public required string Acct { get; init; }
    public required string Url { get; init; }
    public required string Uri { get; init; }
    public required string DisplayName { get; init; }
    public required string Note { get; init; }
    public required string Avatar { get; init; }
    public string AvatarStatic => Avatar;
    public required string Header { get; init; }
    public string HeaderStatic => Header;
    public required bool Locked { get; init; }
    public IReadOnlyList<Field> Fields { get; private set; } = [];
    public IReadOnlyList<StatusEmoji> Emojis { get; private set; } = [];

    /// <summary>Of its server; empty for somebody here.</summary>
    [JsonIgnore]
    public string Host => Acct.IndexOf('@', StringComparison.Ordinal) is var at and >= 0 ? Acct[(at + 1)..] : "";

    public required bool Bot { get; init; }
    public required bool Group { get; init; }
    public required bool? Discoverable { get; init; }
    public bool Noindex => false;
    public required bool Indexable { get; init; }
    public required bool HideCollections { get; init; }
    public required string CreatedAt { get; init; }
    public string? LastStatusAt { get; private set; }
    public long StatusesCount { get; private set; }
    public long FollowersCount { get; private set; }
    public long FollowingCount { get; private set; }

    /// <summary>What somebody here may do beyond posting, where that is something; null for somebody elsewhere.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<AccountBadge>? Roles { get; private set; }

    /// <summary>All that is in the actor's own row.</summary>
    /// <param name="pictures">Where the pictures of those who have none lie.</param>
    internal static Account Of(Actor actor, Uri pictures) => new()
    {
        Id = ApiText.Id(actor.Id),
        Username = actor.Handle,
        Acct = actor.Address,
        Url = (actor.Url ?? actor.Uri).AbsoluteUri,
        Uri = actor.Uri.AbsoluteUri,
        DisplayName = actor.DisplayName,
        Note = actor.SummaryHtml.Value,
        Avatar = PictureAt(pictures, ActorPictures.IconPath(actor.Id, actor.Host, actor.IconUrl) ?? "avatar.png"),
        Header = PictureAt(pictures, ActorPictures.BannerPath(actor.Id, actor.Host, actor.ImageUrl) ?? "header.png"),
        Locked = actor.IsLocked,
        Discoverable = actor.IsDiscoverable,
        Indexable = actor.IsIndexable ?? false,
        HideCollections = actor.HidesFollows,
        Bot = actor.Kind is ActorKind.Service or ActorKind.Application,
        Group = actor.Kind is ActorKind.Group,
        CreatedAt = ApiText.Instant(actor.CreatedAt),
    };

    private static string PictureAt(Uri pictures, string path) => new Uri(pictures, path).AbsoluteUri;

    /// <summary>Adds the pictures of what name and description use.</summary>
    internal void Fill(EmojiSet emojis, Uri server) => Emojis = [.. emojis.In(Host, DisplayName, Note).Select(e => StatusEmoji.Of(e, server))];

    /// <summary>Adds what is not in the actor's own row.</summary>
    internal void Fill(AccountFigures figures)
    {
        Fields = figures.Fields;
        LastStatusAt = figures.LastStatusAt;
        StatusesCount = figures.Statuses;
        FollowersCount = figures.Followers;
        FollowingCount = figures.Following;
        Roles = figures.Role is { } role ? AccountBadge.Of(role) : null;
    }
}

/// <summary>A role as it is shown on a profile.</summary>
/// <remarks>Source: Mastodon API documentation, entity Account, <c>roles</c>.</remarks>
public sealed record AccountBadge(string Id, string Name, string Color)
{
    internal static IReadOnlyList<AccountBadge> Of(Accounts.Role role) =>
        AccountRole.Of(role) is { Highlighted: true } shown ? [new(shown.Id, shown.Name, shown.Color)] : [];
}

/// <summary>A line of the table on a profile.</summary>
/// <param name="Value">HTML.</param>
public sealed record Field(string Name, string Value, string? VerifiedAt = null);
