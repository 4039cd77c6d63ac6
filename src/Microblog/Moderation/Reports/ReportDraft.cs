namespace Microblog.Moderation.Reports;

/// <summary>What somebody wants to report.</summary>
/// <param name="NoticeIds">Notices of the target; may be empty.</param>
/// <param name="IsForwarded">The target's own server shall be told, too. Says nothing where that is this one.</param>
public sealed record ReportDraft(long TargetId, IReadOnlyList<long> NoticeIds, string Comment, bool IsForwarded)
{
    public ReportCategory Category { get; init; }

    /// <summary>Numbers of the rules that were broken, from 1.</summary>
    public IReadOnlyList<int> Rules { get; init; } = [];
}
