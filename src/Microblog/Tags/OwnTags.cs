using Microblog.Data;
using Microblog.Notices.Text;
using Microsoft.EntityFrameworkCore;

namespace Microblog.Tags;

/// <summary>Follows tags, and shows them on one's profile.</summary>
public sealed class OwnTags(Db db, Snowflake ids)
{
    /// <summary>The key of what somebody wrote as a tag.</summary>
    /// <exception cref="RefusalException">It is none.</exception>
    public static string RequiredKey(string? name)
    {
        var key = Hashtag.KeyOf(name?.Trim() ?? "");
        return Hashtag.IsTag(key) ? key : throw new RefusalException(Refusal.TagNotUnderstood);
    }

    /// <summary>Follows a tag. Following again changes nothing.</summary>
    /// <exception cref="RefusalException">Too many are followed.</exception>
    public Task FollowAsync(long ownerId, string key, CancellationToken ct) => db.AgainIfOvertakenAsync(async () =>
    {
        if (await db.FollowedTags.AnyAsync(t => t.OwnerId == ownerId && t.Key == key, ct))
            return;
        if (await db.FollowedTags.CountAsync(t => t.OwnerId == ownerId, ct) >= FollowedTag.MostPerOwner)
            throw new RefusalException(Refusal.TooManyTags);
        db.FollowedTags.Add(new FollowedTag { Id = ids.Next(), OwnerId = ownerId, Key = key });
        await db.SaveChangesAsync(ct);
    });

    /// <summary>Follows a tag no more. What stands on the home timeline stays there.</summary>
    public Task UnfollowAsync(long ownerId, string key, CancellationToken ct) =>
        db.InOneTransactionAsync(() => db.FollowedTags.Where(t => t.OwnerId == ownerId && t.Key == key).ExecuteDeleteAsync(ct), ct);

    /// <summary>Shows a tag on the profile. Showing again changes nothing.</summary>
    /// <param name="name">As it is to be written.</param>
    /// <exception cref="RefusalException">It is no tag, or too many are shown.</exception>
    public async Task<FeaturedTag> FeatureAsync(long ownerId, string? name, CancellationToken ct)
    {
        var key = RequiredKey(name);
        FeaturedTag? shown = null;
        await db.AgainIfOvertakenAsync(async () =>
        {
            shown = await db.FeaturedTags.SingleOrDefaultAsync(t => t.OwnerId == ownerId && t.Key == key, ct);
            if (shown is not null)
                return;
            if (await db.FeaturedTags.CountAsync(t => t.OwnerId == ownerId, ct) >= FeaturedTag.MostPerOwner)
                throw new RefusalException(Refusal.TooManyTags);
            shown = new FeaturedTag { Id = ids.Next(), OwnerId = ownerId, Key = key, Name = name!.Trim().TrimStart('#', '＃') };
            db.FeaturedTags.Add(shown);
            await db.SaveChangesAsync(ct);
        });
        return shown!;
    }

    /// <summary>Shows a tag no more.</summary>
    public Task UnfeatureAsync(long ownerId, string key, CancellationToken ct) =>
        db.InOneTransactionAsync(() => db.FeaturedTags.Where(t => t.OwnerId == ownerId && t.Key == key).ExecuteDeleteAsync(ct), ct);
}
