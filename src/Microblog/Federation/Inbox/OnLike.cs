using Microblog.Actors;
using Microblog.Data;
using Microblog.Jobs;
using Microblog.Notifications;
using Microblog.Protocols.ActivityPub;
using Microblog.Reactions;
using Microblog.Timelines;
using Microsoft.EntityFrameworkCore;
using Like = Microblog.Reactions.Like;

namespace Microblog.Federation.Inbox;

/// <summary>A remote actor likes a notice that we have, or answers it with an emoji.</summary>
/// <remarks>Source: ActivityPub §7.12. Only who may read a notice likes it: that others say so would tell who knows of it.</remarks>
public sealed class OnLike(Db db, Notify notify, Snowflake ids, TimeProvider clock) : IReceive<Protocols.ActivityPub.Like>
{
    public async Task<Outcome> ReceiveAsync(Protocols.ActivityPub.Like activity, Actor sender, CancellationToken ct)
    {
        var notice = await db.Notices
            .Where(n => n.Uri == activity.Object && n.RepeatOfId == null)
            .VisibleTo(sender.Id, clock.GetUtcNow())
            .As(n => (long?)n.Id)
            .SingleOrDefaultAsync(ct);
        if (notice is not { } noticeId)
            return Outcome.Ignored("there is no such notice for them");
        if (await db.Tombstones.AnyAsync(t => t.Uri == activity.Id && t.AuthorId == sender.Id, ct))
            return Outcome.Ignored("it was undone");

        var emoji = EmojiOf(activity.Reaction);
        var given = await db.Likes.Where(l => l.NoticeId == noticeId && l.ActorId == sender.Id).ToListAsync(ct);
        if (given.Find(l => l.Emoji == emoji) is { } same)
            same.Uri = activity.Id;
        else if (given.Count >= Like.MostPerActor)
            return Outcome.Ignored("they have given it too many");
        else
            await AddAsync(Write(activity, sender, noticeId, emoji), ct);
        await db.SaveChangesAsync(ct);
        return Outcome.Done;
    }

    private Task AddAsync(Like like, CancellationToken ct)
    {
        db.Likes.Add(like);
        return db.InOneTransactionAsync(
            async () =>
            {
                await db.SaveChangesAsync(ct);
                await notify.OfLikeAsync(like.Id, ct);
            },
            ct);
    }

    /// <summary>The emoji as we spell it; that of a plain like, when it is none that we know to be one.</summary>
    /// <remarks>Source: FEP-c0e0, FEP-9098. A shortcode means nothing without the picture that its sender gives for it.</remarks>
    internal static string EmojiOf(EmojiReaction? reaction) =>
        reaction is { Emoji: null } && Emoji.Shortcode(reaction.Text) is not null ? Emoji.None : SpellingOf(reaction);

    /// <summary>The same, whether or not a shortcode's picture came with it.</summary>
    internal static string SpellingOf(EmojiReaction? reaction) =>
        reaction is null ? Emoji.None : Emoji.Shortcode(reaction.Text) ?? Emoji.Character(reaction.Text) ?? Emoji.None;

    private Like Write(Protocols.ActivityPub.Like activity, Actor sender, long noticeId, string emoji) => new()
    {
        Id = ids.Next(),
        ActorId = sender.Id,
        NoticeId = noticeId,
        Uri = activity.Id,
        Emoji = emoji,
        EmojiUrl = emoji.Length > 0 ? activity.Reaction?.Emoji?.Icon : null,
        CreatedAt = clock.GetUtcNow(),
    };
}
