using Microblog.Actors;

namespace Microblog.Moderation.Domains;

/// <summary>What holds here for a domain and all below it. The public log keeps what held before.</summary>
public sealed class DomainPolicy
{
    /// <summary>Longest comment, in UTF-16 code units.</summary>
    public const int MaxComment = 500;

    public required long Id { get; init; }

    /// <summary>As <see cref="DomainName.TryParse"/> spells it.</summary>
    public required string Host { get; init; }

    public required PolicyLevel Level { get; set; }

    /// <summary>Nothing that people look at or listen to is fetched from there.</summary>
    public bool RejectsMedia { get; set; }

    /// <summary>Reports from there are not taken.</summary>
    public bool RejectsReports { get; set; }

    /// <summary>Shown to everybody, in the log and on the list of policies; may be empty.</summary>
    public required string PublicComment { get; set; }

    /// <summary>For moderators; may be empty.</summary>
    public required string PrivateComment { get; set; }

    /// <summary>Everybody but moderators sees the name only in part, so that the list leads nobody there.</summary>
    public bool IsObfuscated { get; set; }

    /// <summary>Who decided last; null for the operator at the command line.</summary>
    public long? ById { get; set; }
    public Actor? By { get; init; }

    /// <summary>When it was set or last changed.</summary>
    public required DateTimeOffset ChangedAt { get; set; }
}
