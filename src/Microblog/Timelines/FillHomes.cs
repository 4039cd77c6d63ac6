using Microblog.Data;
using Microblog.Jobs;
using Microblog.Notices;
using Microblog.Streaming;

namespace Microblog.Timelines;

/// <summary>Puts what was said on the home timelines of those here who follow its author.</summary>
public sealed class FillHomes(Db db) : IHandle<NoticePosted>
{
    public async Task<Outcome> HandleAsync(NoticePosted fact, CancellationToken ct)
    {
        await db.InOneTransactionAsync(
            async () =>
            {
                await db.FillHomesAsync(fact.NoticeId, ct);
                await db.SpreadAsync(News.Posted(fact.NoticeId), ct);
            },
            ct);
        return Outcome.Done;
    }
}
