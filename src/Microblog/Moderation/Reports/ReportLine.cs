using System.Linq.Expressions;
using Microblog.Actors;
using Microblog.Web;

namespace Microblog.Moderation.Reports;

/// <summary>A report as moderators see it.</summary>
public sealed record ReportLine
{
    /// <summary>The columns it takes.</summary>
    public static readonly Expression<Func<Report, ReportLine>> Shape = r => new ReportLine
    {
        Id = r.Id,
        Target = new ActorName(r.Target!.Id, r.Target.Handle, r.Target.Host, r.Target.DisplayName, r.Target.IconUrl),
        By = new ActorName(r.By!.Id, r.By.Handle, r.By.Host, r.By.DisplayName, r.By.IconUrl),
        FromHost = r.FromHost,
        Comment = r.Comment,
        IsForwarded = r.IsForwarded,
        At = r.At,
        ClosedAt = r.ClosedAt,
        ClosedBy = r.ClosedBy == null ? null : new ActorName(r.ClosedBy.Id, r.ClosedBy.Handle, r.ClosedBy.Host, r.ClosedBy.DisplayName, r.ClosedBy.IconUrl),
        ClosingNote = r.ClosingNote,
        Category = r.Category,
        Rules = r.Rules,
        AssignedTo = r.AssignedTo == null ? null : new ActorName(r.AssignedTo.Id, r.AssignedTo.Handle, r.AssignedTo.Host, r.AssignedTo.DisplayName, r.AssignedTo.IconUrl),
        Notices = r.Notices
            .OrderBy(n => n.NoticeId)
            .Select(n => new ReportedLine(
                n.NoticeUri,
                n.Notice == null ? null : n.Notice.Html,
                n.Notice == null ? null : n.Notice.Summary,
                n.Notice == null ? null : n.Notice.PublishedAt))
            .ToList(),
    };

    public required long Id { get; init; }
    public required ActorName Target { get; init; }
    public required ActorName By { get; init; }
    public required string FromHost { get; init; }
    public required string Comment { get; init; }
    public required bool IsForwarded { get; init; }
    public required DateTimeOffset At { get; init; }
    public required DateTimeOffset? ClosedAt { get; init; }
    public required ActorName? ClosedBy { get; init; }
    public required string? ClosingNote { get; init; }
    public required ReportCategory Category { get; init; }

    /// <inheritdoc cref="Report.Rules"/>
    public required string Rules { get; init; }
    public required ActorName? AssignedTo { get; init; }
    public required IReadOnlyList<ReportedLine> Notices { get; init; }
}

/// <summary>A reported notice, whoever may read it otherwise.</summary>
/// <param name="Html">Null once it is deleted.</param>
public sealed record ReportedLine(Uri Uri, CleanHtml? Html, string? Summary, DateTimeOffset? PublishedAt);
