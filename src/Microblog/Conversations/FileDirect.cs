using Microblog.Data;
using Microblog.Jobs;
using Microblog.Notices;

namespace Microblog.Conversations;

/// <summary>Files what was said here to some alone.</summary>
public sealed class FileDirect(Db db, Snowflake ids) : IHandle<NoticePosted>
{
    public async Task<Outcome> HandleAsync(NoticePosted fact, CancellationToken ct)
    {
        await db.InOneTransactionAsync(() => db.FileDirectAsync(fact.NoticeId, ids, ct), ct);
        return Outcome.Done;
    }
}
