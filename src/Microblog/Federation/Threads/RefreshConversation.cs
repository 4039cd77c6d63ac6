using Microblog.Data;
using Microblog.Federation.Remote;
using Microblog.Jobs;
using Microblog.Notices;
using Microsoft.EntityFrameworkCore;

namespace Microblog.Federation.Threads;

/// <summary>Asks the server of a notice that is being read whether it is still as we have it, and for what came before and after it.</summary>
public sealed class RefreshConversation(Db db, RefreshNotice refresh, Ancestors ancestors, Replies replies) : IHandle<ConversationOpened>
{
    public async Task<Outcome> HandleAsync(ConversationOpened fact, CancellationToken ct)
    {
        if (!await refresh.RunAsync(fact.NoticeId, ct))
            return Outcome.Ignored("it is gone");
        try
        {
            await ancestors.FetchAsync(fact.NoticeId, ct);
        }
        catch (DocumentUnavailableException)
        {
            // What comes after it can be had all the same.
        }

        var notice = await db.Notices.AsNoTracking().SingleOrDefaultAsync(n => n.Id == fact.NoticeId, ct);
        if (notice is not null)
            await replies.FetchAsync(notice, ct);
        return Outcome.Done;
    }
}
