using Microblog.Actors;
using Microblog.Notices;

namespace Microblog.Moderation.Reports;

/// <summary>Somebody's word to the moderators about an actor and what it said. Nobody else ever sees anything of it.</summary>
public sealed class Report
{
    /// <summary>Longest comment, in UTF-16 code units.</summary>
    public const int MaxComment = 5_000;

    /// <summary>Most notices of one report.</summary>
    public const int MaxNotices = 50;

    public required long Id { get; init; }

    /// <summary>Who is reported.</summary>
    public required long TargetId { get; init; }
    public Actor? Target { get; init; }

    /// <summary>Who reports: a person here, or an actor that stands for another server.</summary>
    public required long ById { get; init; }
    public Actor? By { get; init; }

    /// <summary>The server it came from; empty for a person here.</summary>
    public required string FromHost { get; init; }

    /// <summary>Plain text; may be empty.</summary>
    public required string Comment { get; init; }

    /// <summary>The target's own server is told, without the name of who reports.</summary>
    public required bool IsForwarded { get; init; }

    public required DateTimeOffset At { get; init; }

    /// <summary>Null while it is open.</summary>
    public DateTimeOffset? ClosedAt { get; set; }
    public long? ClosedById { get; set; }
    public Actor? ClosedBy { get; init; }

    /// <summary>What the moderator who closed it says of it, for other moderators.</summary>
    public string? ClosingNote { get; set; }

    public ReportCategory Category { get; set; }

    /// <summary>Numbers of the rules that it says were broken, separated by spaces; empty for none.</summary>
    public string Rules { get; set; } = "";

    /// <summary>The moderator who deals with it; null while nobody does.</summary>
    public long? AssignedToId { get; set; }
    public Actor? AssignedTo { get; init; }

    /// <summary>When a moderator last did something with it; null for never.</summary>
    public DateTimeOffset? ChangedAt { get; set; }

    public ICollection<ReportedNotice> Notices { get; } = [];
}

/// <summary>A notice that a report is about.</summary>
public sealed class ReportedNotice
{
    public required long ReportId { get; init; }
    public required Uri NoticeUri { get; init; }

    /// <summary>Null once it is deleted.</summary>
    public long? NoticeId { get; init; }
    public Notice? Notice { get; init; }
}
