using Microblog.Data;
using Microblog.Jobs;
using Microblog.Reactions;
using Microblog.Streaming;

namespace Microblog.Timelines;

/// <summary>Puts what was repeated on the home timelines of those here who follow whoever repeated it.</summary>
public sealed class FillHomesWithRepeat(Db db) : IHandle<NoticeRepeated>
{
    public async Task<Outcome> HandleAsync(NoticeRepeated fact, CancellationToken ct)
    {
        await db.InOneTransactionAsync(
            async () =>
            {
                await db.FillHomesWithRepeatAsync(fact.RepeatId, ct);
                await db.SpreadAsync(News.Posted(fact.RepeatId), ct);
            },
            ct);
        return Outcome.Done;
    }
}
