using Microblog.Accounts;
using Microblog.Data;
using Microblog.Moderation;
using Microblog.Moderation.Reports;
using Microsoft.EntityFrameworkCore;

namespace Microblog.ClientApi.Admin;

/// <summary>Does with an account what a moderator's app asks, and closes the reports about it.</summary>
/// <remarks>Source: Mastodon API documentation, "Perform an action against an account".</remarks>
public sealed class ActOnAccount(Db db, BlockAccount block, WarnAccount warn, CloseReport close, Viewer viewer)
{
    /// <summary>Does it.</summary>
    /// <param name="asked">The type of action, and the report that it answers.</param>
    /// <exception cref="RefusalException">There is no such action or report, or this person may not do that.</exception>
    public async Task RunAsync(AdminAccount account, Asked asked, string reason, CancellationToken ct)
    {
        var (id, me) = (ApiText.RequiredId(account.Id), viewer.RequiredActorId);
        var type = asked.Text("type");
        if (type is not ("none" or "sensitive" or "disable" or "silence" or "suspend"))
            throw new RefusalException(Refusal.ActionNotUnderstood);
        if (asked.Text("report_id") is { } report)
            await RequireReportAsync(ApiText.RequiredId(report), id, ct);

        if (type == "none")
            await warn.RunAsync(id, me, reason, ct);
        else
            await block.RunAsync(id, me, ScopeOf(type, account), reason, until: null, ct);
        await close.RunForAsync(id, me, reason, ct);
    }

    private async Task RequireReportAsync(long reportId, long targetId, CancellationToken ct)
    {
        if (!await db.Reports.AnyAsync(r => r.Id == reportId && r.TargetId == targetId, ct))
            throw new RefusalException(Refusal.NotFound);
    }

    private static BlockScope ScopeOf(string type, AdminAccount account) => type switch
    {
        "sensitive" => BlockScope.Sensitive,
        "silence" => BlockScope.Silence,

        // Nobody elsewhere posts by our leave; and who is blocked as a whole is not let in by being blocked less.
        "disable" when account.Domain is not null || account.Suspended => throw new RefusalException(Refusal.ActionNotAllowed),
        "disable" => BlockScope.Posting,
        _ => BlockScope.Account,
    };
}
