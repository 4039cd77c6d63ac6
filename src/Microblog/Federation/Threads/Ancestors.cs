using Microblog.Data;
using Microblog.Federation.Remote;
using Microsoft.EntityFrameworkCore;

namespace Microblog.Federation.Threads;

/// <summary>Fetches what a notice answers, and what that answers, up to where the conversation began.</summary>
public sealed class Ancestors(Db db, RemoteNotices notices)
{
    /// <summary>Longer chains are followed no further: a stranger can make one that never ends.</summary>
    /// <remarks>Source: security catalogue §2 G, §7-34.</remarks>
    public const int Deepest = 20;

    /// <summary>Fetches and attaches each ancestor that we do not have.</summary>
    /// <exception cref="DocumentUnavailableException">The next one cannot be had; those before it are kept.</exception>
    public async Task FetchAsync(long noticeId, CancellationToken ct)
    {
        for (var depth = 0; depth < Deepest; depth++)
        {
            var answered = await db.Notices
                .Where(n => n.Id == noticeId)
                .Select(n => new { n.InReplyToId, n.InReplyToUri })
                .SingleOrDefaultAsync(ct);
            if (answered?.InReplyToId is { } known)
                noticeId = known;
            else if (answered?.InReplyToUri is { } missing)
                noticeId = await AttachAsync(noticeId, missing, ct);
            else
                return;
        }
    }

    private async Task<long> AttachAsync(long childId, Uri parentUri, CancellationToken ct)
    {
        var parent = await notices.FindAsync(parentUri, ct);
        await db.Notices
            .Where(n => n.Id == childId && n.InReplyToId == null)
            .ExecuteUpdateAsync(n => n.SetProperty(x => x.InReplyToId, parent.Id), ct);
        return parent.Id;
    }
}
