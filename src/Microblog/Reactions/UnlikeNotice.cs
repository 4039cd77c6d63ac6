using Microblog.Data;
using Microblog.Jobs;
using Microsoft.EntityFrameworkCore;

namespace Microblog.Reactions;

/// <summary>Takes a like or an emoji back. Anybody may, also who may not like any more.</summary>
public sealed class UnlikeNotice(Db db, JobQueue jobs)
{
    /// <summary>Does nothing when there is no such like.</summary>
    /// <param name="noticeId">The notice, or a repeat of it.</param>
    /// <param name="emoji">Null or empty for a plain like.</param>
    public Task RunAsync(long actorId, long noticeId, string? emoji, CancellationToken ct) =>
        db.AgainIfOvertakenAsync(() => UnlikeAsync(actorId, noticeId, emoji ?? Emoji.None, ct));

    private async Task UnlikeAsync(long actorId, long noticeId, string emoji, CancellationToken ct)
    {
        var given = Emoji.Character(emoji) ?? emoji;
        var original = await db.OriginalIdAsync(noticeId, ct);
        var like = await db.Likes
            .Include(l => l.Notice)
            .SingleOrDefaultAsync(l => l.NoticeId == original && l.ActorId == actorId && l.Emoji == given, ct);
        if (like is null)
            return;

        db.Likes.Remove(like);
        jobs.Raise(new LikeEnded(like.Uri, actorId, like.Emoji, like.Notice!.Uri, like.Notice.AuthorId));
        await db.SaveChangesAsync(ct);
    }
}
