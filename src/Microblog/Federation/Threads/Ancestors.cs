using Microblog.Data;
using Microblog.Federation.Remote;
using Microsoft.EntityFrameworkCore;

namespace Microblog.Federation.Threads;

/// <summary>Fetches what a notice answers, and what that answers, up to where the conversation began.</summary>
public sealed class Ancestors(Db db, RemoteNotices notices, FetchTurn turn)
{
    /// <summary>Longer chains are followed no further: a stranger can make one that never ends.</summary>
    /// <remarks>Source: security catalogue §2 G, §7-34.</remarks>
    public const int Deepest = 20;

    /// <summary>Fetches and attaches each ancestor that we do not have.</summary>
    /// <exception cref="DocumentUnavailableException">The next one cannot be had; those before it are kept.</exception>
    public Task FetchAsync(long noticeId, CancellationToken ct) => FetchAsync(noticeId, depth: 0, ct);

    /// <inheritdoc cref="FetchAsync(long, CancellationToken)"/>
    /// <param name="depth">How many were followed before this one.</param>
    /// <exception cref="OutOfTurnException">What it answers must be fetched in another server's lane.</exception>
    public async Task FetchAsync(long noticeId, int depth, CancellationToken ct)
    {
        for (var start = noticeId; depth < Deepest; depth++)
        {
            var answered = await db.Notices
                .Where(n => n.Id == noticeId)
                .Select(n => new { n.InReplyToId, n.InReplyToUri })
                .SingleOrDefaultAsync(ct);
            if (answered?.InReplyToId is { } known)
                noticeId = known;
            else if (answered?.InReplyToUri is not { } missing)
                return;
            else if (await TryAttachAsync(noticeId, missing, isFirst: noticeId == start, depth, ct) is { } parent)
                noticeId = parent;
            else
                return;
        }
    }

    // Further up the chain goes on by itself, in the lane of the server that it leads to.
    private async Task<long?> TryAttachAsync(long childId, Uri parentUri, bool isFirst, int depth, CancellationToken ct)
    {
        try
        {
            return await AttachAsync(childId, parentUri, ct);
        }
        catch (OutOfTurnException elsewhere) when (!isFirst)
        {
            db.ChangeTracker.Clear();
            await turn.RaiseAsync(new ParentMissing(childId, elsewhere.Host, depth), elsewhere.Host, ct);
            await db.SaveChangesAsync(ct);
            return null;
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
