using System.Linq.Expressions;
using Microblog.Actors;
using Microblog.Web;

namespace Microblog.Announcements;

/// <summary>Something that moderators tell everybody here.</summary>
public sealed class Announcement
{
    /// <summary>Longest text, in UTF-16 code units.</summary>
    public const int MaxLength = 5_000;

    /// <summary>Most that stand at a time: what says too much is read by nobody.</summary>
    public const int Most = 20;

    public required long Id { get; init; }

    /// <summary>As it was typed.</summary>
    public required string Text { get; set; }

    public required CleanHtml Html { get; set; }

    /// <summary>When what it speaks of begins; null where it speaks of no time.</summary>
    public DateTimeOffset? StartsAt { get; set; }

    /// <summary>When that ends: from then on nobody is told any more. Null for until it is withdrawn.</summary>
    public DateTimeOffset? EndsAt { get; set; }

    /// <summary>Only the days of these times count.</summary>
    public bool IsAllDay { get; set; }

    public required DateTimeOffset PublishedAt { get; init; }
    public required DateTimeOffset ChangedAt { get; set; }
    public required long ById { get; init; }
    public Actor? By { get; init; }

    public ICollection<AnnouncementRead> Reads { get; } = [];
    public ICollection<AnnouncementReaction> Reactions { get; } = [];

    /// <summary>Whether people are told of it at that moment.</summary>
    public static Expression<Func<Announcement, bool>> StandsAt(DateTimeOffset now) => a => a.EndsAt == null || a.EndsAt > now;
}

/// <summary>Somebody has read it and wants to see it no more.</summary>
public sealed class AnnouncementRead
{
    public required long AnnouncementId { get; init; }
    public required long ActorId { get; init; }
}

/// <summary>Somebody answers it with an emoji.</summary>
public sealed class AnnouncementReaction
{
    /// <summary>Most different emoji on one announcement.</summary>
    /// <remarks>COMPAT(Mastodon): apps have room for as many.</remarks>
    public const int MostEmoji = 8;

    public required long AnnouncementId { get; init; }
    public required long ActorId { get; init; }

    /// <summary>A character, or the <c>:shortcode:</c> of an emoji of ours.</summary>
    public required string Emoji { get; init; }

    public required DateTimeOffset At { get; init; }
}
