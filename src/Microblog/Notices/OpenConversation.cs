using Microblog.Data;
using Microblog.Jobs;
using Microsoft.EntityFrameworkCore;

namespace Microblog.Notices;

/// <summary>Says that somebody here reads a notice from elsewhere, so that what we missed of it can be fetched.</summary>
/// <remarks>COMPAT(Mastodon): it asks for replies when a conversation is opened, five minutes after it began and every fifteen minutes at most.</remarks>
public sealed class OpenConversation(Db db, JobQueue jobs, TimeProvider clock)
{
    private static readonly TimeSpan Youngest = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan Every = TimeSpan.FromMinutes(15);

    /// <summary>Does nothing for a notice of somebody here, or when it was done a moment ago.</summary>
    public async Task RunAsync(long noticeId, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var (young, fresh) = (now - Youngest, now - Every);
        var due = db.Notices.Where(n => n.Id == noticeId
            && n.PublishedAt < young && (n.RefreshedAt == null || n.RefreshedAt < fresh) && n.Author!.Host != "");
        if (await due.Select(n => n.Author!.Host).SingleOrDefaultAsync(ct) is not { } host)
            return;

        await db.InOneTransactionAsync(
            async () =>
            {
                // Of several who open it at once, one finds it due.
                if (await due.ExecuteUpdateAsync(n => n.SetProperty(x => x.RefreshedAt, now), ct) == 0)
                    return;
                jobs.Raise(new ConversationOpened(noticeId, host));
                await db.SaveChangesAsync(ct);
            },
            ct);
    }
}
