using Microblog.Actors;
using Microblog.Data;
using Microblog.Jobs;
using Microsoft.EntityFrameworkCore;

namespace Microblog.Reactions;

/// <summary>Likes a notice, or answers it with an emoji: the same steps whether it came from the page or from a phone.</summary>
public sealed class LikeNotice(Db db, JobQueue jobs, MayReact mayReact, LocalUris uris, Snowflake ids)
{
    /// <summary>Does nothing when that like is there already. Who likes a repeat likes what it repeats.</summary>
    /// <param name="emoji">Null or empty for a plain like.</param>
    /// <exception cref="RefusalException">This account may not like now, there is no such notice to read, or that is no emoji.</exception>
    public Task RunAsync(long actorId, long noticeId, string? emoji, CancellationToken ct) =>
        db.AgainIfOvertakenAsync(() => LikeAsync(actorId, noticeId, emoji, ct));

    private async Task LikeAsync(long actorId, long noticeId, string? emoji, CancellationToken ct)
    {
        var given = string.IsNullOrEmpty(emoji) ? Emoji.None : Emoji.Character(emoji) ?? throw new RefusalException(Refusal.EmojiNotUnderstood);
        await mayReact.RequireAsync(actorId, ct);
        var id = ids.Next();
        var now = Snowflake.TimeOf(id);
        var notice = await db.OriginalForAsync(actorId, noticeId, now, ct);
        var before = await db.Likes.Where(l => l.NoticeId == notice.Id && l.ActorId == actorId).Select(l => l.Emoji).ToListAsync(ct);
        if (before.Contains(given, StringComparer.Ordinal))
            return;
        if (before.Count >= Like.MostPerActor)
            throw new RefusalException(Refusal.TooManyReactions);

        db.Likes.Add(new Like
        {
            Id = id,
            ActorId = actorId,
            NoticeId = notice.Id,
            Uri = uris.Like(id),
            Emoji = given,
            CreatedAt = now,
        });
        jobs.Raise(new NoticeLiked(id, actorId));
        await db.SaveChangesAsync(ct);
    }
}
