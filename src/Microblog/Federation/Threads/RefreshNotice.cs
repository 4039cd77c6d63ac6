using Microblog.Data;
using Microblog.Federation.Inbox;
using Microblog.Federation.Remote;
using Microblog.Notices;
using Microblog.Protocols.ActivityPub;
using Microsoft.EntityFrameworkCore;

namespace Microblog.Federation.Threads;

/// <summary>Looks at the origin of a notice that everybody may read: a deletion or an edit may have missed us.</summary>
/// <remarks>What is older than what we have changes nothing, as <see cref="OnUpdate"/> says.</remarks>
public sealed class RefreshNotice(Db db, RemoteNotes notes, RemoteActors actors, OnUpdate update, OnDelete delete)
{
    /// <summary>Takes what the origin says now.</summary>
    /// <returns>False when there is no such notice, or no longer.</returns>
    public async Task<bool> RunAsync(long noticeId, CancellationToken ct)
    {
        var notice = await db.Notices.AsNoTracking().Include(n => n.Author).SingleOrDefaultAsync(n => n.Id == noticeId && n.Author!.Host != "", ct);
        if (notice is null)
            return false;
        if (notice.Visibility > Visibility.Unlisted || notice.RepeatOfId is not null)
            return true;

        var author = notice.Author!;
        try
        {
            var note = await notes.FetchAsync(notice.Uri, ct);
            if (Ids.Same(note.Id, notice.Uri) && Ids.Same(note.AttributedTo, author.Uri) && (note.Updated is not null || note.Poll is not null))
                await update.ReceiveAsync(new Update(note.Id, author.Uri, note, ActorDocument: null), author, ct);
            return true;
        }
        catch (DocumentUnavailableException unavailable) when (unavailable.Trouble == DocumentTrouble.NotThere)
        {
            // Mastodon says 404 of what was deleted, and other servers also while its author is blocked there: then the author is not there either.
            if (!unavailable.IsForGood && !await IsThereAsync(author.Uri, ct))
                return true;
            await delete.ReceiveAsync(new Delete(notice.Uri, author.Uri, notice.Uri), author, ct);
            return false;
        }
        catch (DocumentUnavailableException)
        {
            return true;
        }
    }

    private async Task<bool> IsThereAsync(Uri author, CancellationToken ct)
    {
        try
        {
            await actors.FetchAsync(author, ct);
            return true;
        }
        catch (DocumentUnavailableException)
        {
            return false;
        }
    }
}
