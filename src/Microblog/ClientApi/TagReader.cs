using System.Globalization;
using Microblog.Actors;
using Microblog.Data;
using Microblog.Notices;
using Microblog.Tags;
using Microsoft.EntityFrameworkCore;

namespace Microblog.ClientApi;

/// <summary>Reads tags as a client app is shown them.</summary>
public sealed class TagReader(Db db, LocalUris uris, TimeProvider clock)
{
    /// <summary>One tag.</summary>
    public async Task<TagEntity> OneAsync(string key, long? viewer, CancellationToken ct) => (await ManyAsync([key], viewer, ct))[0];

    /// <summary>Tags, in the order given.</summary>
    public async Task<IReadOnlyList<TagEntity>> ManyAsync(IReadOnlyList<string> keys, long? viewer, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var uses = await db.UsesAsync(keys, now, ct);
        var followed = await db.FollowedTags.Where(t => t.OwnerId == viewer && keys.Contains(t.Key)).Select(t => t.Key).ToListAsync(ct);
        var featured = await db.FeaturedTags.Where(t => t.OwnerId == viewer && keys.Contains(t.Key)).Select(t => t.Key).ToListAsync(ct);
        return [.. keys.Select(k => TagEntity.Of(k, uris.Tag(k), uses[k], now, followed.Contains(k), featured.Contains(k)))];
    }

    /// <summary>What somebody shows on their profile, by how much they said under it.</summary>
    public async Task<IReadOnlyList<FeaturedTagEntity>> FeaturedAsync(long ownerId, CancellationToken ct)
    {
        var said = db.Notices.Where(n => n.AuthorId == ownerId && n.Visibility <= Visibility.Unlisted);
        var shown = await db.FeaturedTags
            .Where(t => t.OwnerId == ownerId)
            .Select(t => new
            {
                t.Id,
                t.Name,
                t.Key,
                Count = said.Count(n => n.Tags.Any(g => g.Key == t.Key)),
                Last = said.Where(n => n.Tags.Any(g => g.Key == t.Key)).Max(n => (long?)n.Id),
            })
            .ToListAsync(ct);
        return
        [
            .. shown.OrderByDescending(t => t.Count).ThenBy(t => t.Id).Select(t => new FeaturedTagEntity(
                ApiText.Id(t.Id),
                t.Name,
                uris.Tag(t.Key).AbsoluteUri,
                t.Count.ToString(CultureInfo.InvariantCulture),
                t.Last is { } last ? ApiText.Day(Snowflake.TimeOf(last)) : null)),
        ];
    }

    /// <summary>The tags that somebody uses most and does not show yet.</summary>
    public async Task<IReadOnlyList<TagEntity>> SuggestedAsync(long ownerId, CancellationToken ct)
    {
        var used = await db.NoticeTags
            .Where(t => db.Notices.Any(n => n.Id == t.NoticeId && n.AuthorId == ownerId && n.Visibility <= Visibility.Unlisted))
            .Where(t => !db.FeaturedTags.Any(f => f.OwnerId == ownerId && f.Key == t.Key))
            .GroupBy(t => t.Key)
            .OrderByDescending(g => g.Count()).ThenBy(g => g.Key)
            .Select(g => g.Key)
            .Take(FeaturedTag.MostPerOwner)
            .ToListAsync(ct);
        return await ManyAsync(used, ownerId, ct);
    }
}
