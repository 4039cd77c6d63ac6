using Microblog.Actors;
using Microblog.Data;
using Microblog.Jobs;
using Microblog.Moderation;
using Microblog.Notices;
using Microblog.Notifications;
using Microblog.Streaming;
using Microblog.Timelines;
using Microsoft.EntityFrameworkCore;

namespace Microblog.Federation.Inbox;

/// <summary>Keeps repeats by actors elsewhere: one of each notice by each actor.</summary>
public sealed class KeepRepeat(Db db, Notify notify, Snowflake ids, TimeProvider clock)
{
    /// <summary>Somebody here reads what the actor repeats.</summary>
    public Task<bool> IsFollowedHereAsync(Actor actor, CancellationToken ct) =>
        db.Follows.AnyAsync(f => f.FollowedId == actor.Id && f.IsAccepted && f.Follower!.Host == "", ct);

    /// <summary>There is nothing to do about the activity: it is stored, or was undone, perhaps before it came.</summary>
    public async Task<bool> IsSettledAsync(Uri activity, Actor sender, CancellationToken ct) =>
        await db.Notices.AnyAsync(n => n.Uri == activity, ct)
        || await db.Tombstones.AnyAsync(t => t.Uri == activity && t.AuthorId == sender.Id, ct);

    /// <summary>Stores the repeat and puts it on home timelines, together.</summary>
    public async Task<Outcome> RunAsync(Heard heard, CancellationToken ct)
    {
        if (await WhyNotAsync(heard, ct) is { } reason)
            return Outcome.Ignored(reason);

        var repeat = new Notice
        {
            Id = await FreeIdAsync(heard.At, ct),
            Uri = heard.Uri,
            AuthorId = heard.ById,
            Html = default,
            Visibility = heard.Visibility < heard.Original.Visibility && heard.Original.Visibility > Visibility.Unlisted
                ? heard.Original.Visibility
                : heard.Visibility,
            RepeatOfId = heard.Original.Id,
            PublishedAt = heard.At is { } at && at < clock.GetUtcNow() ? at : clock.GetUtcNow(),
        };
        db.Notices.Add(repeat);
        await db.InOneTransactionAsync(
            async () =>
            {
                await db.SaveChangesAsync(ct);
                await db.FillHomesWithRepeatAsync(repeat.Id, ct);
                await notify.OfRepeatAsync(repeat.Id, ct);
                await db.SpreadAsync(News.Posted(repeat.Id), ct);
            },
            ct);
        return Outcome.Done;
    }

    /// <summary>Takes repeats away from wherever they stand.</summary>
    /// <returns>How many there were.</returns>
    public async Task<int> DropAsync(IQueryable<Notice> repeats, CancellationToken ct)
    {
        var gone = await repeats.Where(n => n.RepeatOfId != null).Select(n => new { n.Id, n.AuthorId, n.Visibility }).ToListAsync(ct);
        await db.InOneTransactionAsync(
            async () =>
            {
                foreach (var repeat in gone)
                {
                    await db.Notices.Where(n => n.Id == repeat.Id).ExecuteDeleteAsync(ct);
                    await db.SpreadAsync(News.Deleted(repeat.Id, repeat.AuthorId, repeat.Visibility <= Visibility.Unlisted, []), ct);
                }
            },
            ct);
        return gone.Count;
    }

    private async Task<string?> WhyNotAsync(Heard heard, CancellationToken ct)
    {
        var original = heard.Original;
        if (original.RepeatOfId is not null)
            return "it is a repeat itself";

        // Its Undo is heard at once, and may have come while the original was fetched.
        if (await db.Tombstones.AnyAsync(t => t.Uri == heard.Uri && t.AuthorId == heard.ById, ct))
            return "it was undone";
        var isOwn = original.AuthorId == heard.ById;
        if (original.Visibility > Visibility.Unlisted && !(isOwn && original.Visibility == Visibility.Followers))
            return "it is not for everybody";
        if (await db.Blocks.Where(Block.ClosesAccountAt(clock.GetUtcNow())).AnyAsync(b => b.ActorId == original.AuthorId, ct))
            return "its author is blocked";
        return await db.Notices.AnyAsync(n => n.RepeatOfId == original.Id && n.AuthorId == heard.ById, ct)
            ? "they have repeated it already"
            : null;
    }

    private async Task<long> FreeIdAsync(DateTimeOffset? at, CancellationToken ct)
    {
        var id = ids.At(at);
        while (await db.Notices.AnyAsync(n => n.Id == id, ct))
            id = ids.At(at);
        return id;
    }
}

/// <summary>A repeat that another server told us of.</summary>
/// <param name="Uri">The Announce activity's id.</param>
/// <param name="ById">Who repeats.</param>
/// <param name="Original">What is repeated: found here or fetched, never what was embedded.</param>
/// <param name="At">When, as is claimed; null when that was not said.</param>
public sealed record Heard(Uri Uri, long ById, Notice Original, Visibility Visibility, DateTimeOffset? At);
