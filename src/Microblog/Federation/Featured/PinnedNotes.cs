using Microblog.Actors;
using Microblog.Data;
using Microblog.Federation.Remote;
using Microblog.Notices;
using Microblog.Protocols.ActivityPub;
using Microsoft.EntityFrameworkCore;

namespace Microblog.Federation.Featured;

/// <summary>Pins notices of actors elsewhere, fetching from their own server those that we do not have.</summary>
public sealed class PinnedNotes(Db db, RemoteNotices notices, TimeProvider clock)
{
    /// <summary>Pins a note for its author; does nothing when it is pinned already.</summary>
    /// <returns>Why it is not pinned; null when it is.</returns>
    /// <exception cref="DocumentUnavailableException">We do not have it, and it cannot be had, is not believed, or is not for everybody.</exception>
    public async Task<string?> AddAsync(Uri noteId, Actor author, CancellationToken ct)
    {
        if (!Origin.Same(noteId, author.Uri))
            return "the note lives on another server";
        if (await db.Pins.AnyAsync(p => p.ActorId == author.Id && p.Notice!.Uri == noteId, ct))
            return null;
        if (await db.Pins.CountAsync(p => p.ActorId == author.Id, ct) >= Pin.MostElsewhere)
            return "too many are pinned already";

        var notice = await notices.FindAsync(noteId, ct);
        if (notice.AuthorId != author.Id)
            return "the note is someone else's";
        if (notice.Visibility > Visibility.Unlisted || notice.RepeatOfId is not null)
            return "it is not for everybody to read";
        if (await db.Pins.AnyAsync(p => p.ActorId == author.Id && p.NoticeId == notice.Id, ct))
            return null;
        db.Pins.Add(new Pin { ActorId = author.Id, NoticeId = notice.Id, PinnedAt = clock.GetUtcNow() });
        await db.SaveChangesAsync(ct);
        return null;
    }
}
