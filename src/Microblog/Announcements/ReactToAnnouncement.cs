using Microblog.Data;
using Microblog.Reactions;
using Microblog.Streaming;
using Microsoft.EntityFrameworkCore;

namespace Microblog.Announcements;

/// <summary>Somebody answers an announcement with an emoji, or takes that back.</summary>
public sealed class ReactToAnnouncement(Db db, TimeProvider clock)
{
    /// <summary>Adds the emoji; twice is as once.</summary>
    /// <param name="name">A character, or the shortcode of an emoji of ours, with or without colons.</param>
    /// <exception cref="RefusalException">The announcement does not stand, that is no emoji, or too many different ones are there.</exception>
    public Task AddAsync(long id, long actorId, string name, CancellationToken ct) => InTurnAsync(id, name, async emoji =>
    {
        var reactions = db.AnnouncementReactions.Where(r => r.AnnouncementId == id);
        if (await reactions.AnyAsync(r => r.ActorId == actorId && r.Emoji == emoji, ct))
            return;
        if (!await reactions.AnyAsync(r => r.Emoji == emoji, ct)
            && await reactions.Select(r => r.Emoji).Distinct().CountAsync(ct) >= AnnouncementReaction.MostEmoji)
            throw new RefusalException(Refusal.TooManyEmoji);
        db.AnnouncementReactions.Add(new AnnouncementReaction { AnnouncementId = id, ActorId = actorId, Emoji = emoji, At = clock.GetUtcNow() });
        await db.SaveChangesAsync(ct);
        await db.SpreadAsync(News.Answered(id, emoji), ct);
    }, ct);

    /// <summary>Takes the emoji back, if it is there.</summary>
    /// <inheritdoc cref="AddAsync"/>
    public Task RemoveAsync(long id, long actorId, string name, CancellationToken ct) => InTurnAsync(id, name, async emoji =>
    {
        var own = db.AnnouncementReactions.Where(r => r.AnnouncementId == id && r.ActorId == actorId && r.Emoji == emoji);
        if (await own.ExecuteDeleteAsync(ct) > 0)
            await db.SpreadAsync(News.Answered(id, emoji), ct);
    }, ct);

    // One after the other: the limit is one for all.
    private async Task InTurnAsync(long id, string name, Func<string, Task> deed, CancellationToken ct)
    {
        var emoji = await EmojiOfAsync(name, ct);
        await db.InOneTransactionAsync(
            async () =>
            {
                await db.HoldAnnouncementAsync(id, clock.GetUtcNow(), ct);
                await deed(emoji);
            },
            ct);
    }

    private async Task<string> EmojiOfAsync(string name, CancellationToken ct)
    {
        if (Emoji.Character(name) is { } character)
            return character;
        var code = name.Trim(':');
        return await db.Emojis.AnyAsync(e => e.Host == "" && e.Shortcode == code, ct)
            ? $":{code}:"
            : throw new RefusalException(Refusal.EmojiNotUnderstood);
    }
}
