using Microblog.Data;
using Microblog.Jobs;
using Microblog.Notices;
using Microblog.Notices.Editing;
using Microblog.Timelines;
using Microsoft.EntityFrameworkCore;

namespace Microblog.Conversations;

/// <summary>Files what was said here to some alone also for those whom only a later version names, and puts it on their home timelines.</summary>
public sealed class FileEdited(Db db, Snowflake ids) : IHandle<NoticeEdited>
{
    public async Task<Outcome> HandleAsync(NoticeEdited fact, CancellationToken ct)
    {
        if (!await db.Notices.AnyAsync(n => n.Id == fact.NoticeId && n.Visibility == Visibility.Direct, ct))
            return Outcome.Ignored("it is for more than those whom it names");
        await db.InOneTransactionAsync(
            async () =>
            {
                await db.FillHomesAsync(fact.NoticeId, ct);
                await db.FileDirectAsync(fact.NoticeId, ids, ct);
            },
            ct);
        return Outcome.Done;
    }
}
