using Microblog.Data;
using Microblog.Jobs;
using Microsoft.EntityFrameworkCore;

namespace Microblog.Apps;

/// <summary>Drops codes whose time has passed, and programs that nobody ever let in.</summary>
public sealed class PruneCodes(Db db, TimeProvider clock) : IRecur
{
    // Long after it expired, so that a second use is still noticed.
    private static readonly TimeSpan CodesKept = TimeSpan.FromDays(1);
    private static readonly TimeSpan UnusedAppsKept = TimeSpan.FromDays(30);

    public Task RunAsync(CancellationToken ct)
    {
        var codesBefore = clock.GetUtcNow() - CodesKept;
        var appsBefore = clock.GetUtcNow() - UnusedAppsKept;
        return db.InOneTransactionAsync(
            async () =>
            {
                await db.AuthorizationCodes.Where(c => c.CreatedAt < codesBefore).ExecuteDeleteAsync(ct);
                await db.Apps
                    .Where(a => a.CreatedAt < appsBefore && !db.AccessTokens.Any(t => t.AppId == a.Id) && !db.AppTokens.Any(t => t.AppId == a.Id))
                    .ExecuteDeleteAsync(ct);
            },
            ct);
    }
}
