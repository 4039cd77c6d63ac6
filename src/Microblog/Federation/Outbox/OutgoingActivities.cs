using System.Text;
using Microblog.Actors;
using Microblog.Data;
using Microblog.Federation.Followers;
using Microblog.Federation.Remote;
using Microblog.Protocols.Signatures;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Caching.Memory;

namespace Microblog.Federation.Outbox;

/// <summary>Activities and keys in memory while they are being delivered: a thousand deliveries read them once.</summary>
public sealed class OutgoingActivities(LocalUris uris) : IDisposable
{
    private const long MostBytes = 32 * 1024 * 1024;
    private const int MostKeys = 2_000;
    /// <summary>A key that was replaced, maybe by another process, is used no longer than this.</summary>
    private static readonly TimeSpan Kept = TimeSpan.FromMinutes(1);

    private readonly MemoryCache activities = new(new MemoryCacheOptions { SizeLimit = MostBytes });
    private readonly MemoryCache keys = new(new MemoryCacheOptions { SizeLimit = MostKeys });
    private readonly SemaphoreSlim reading = new(1, 1);

    /// <summary>Finds an activity, reading it by a <see cref="Db"/> of <paramref name="services"/> when it is not in memory.</summary>
    /// <returns>Null when there is no such activity.</returns>
    public async Task<OutgoingActivity?> FindAsync(long activityId, IServiceProvider services, CancellationToken ct)
    {
        if (activities.TryGetValue(activityId, out OutgoingActivity? known))
            return known;

        // One reads, the others find it read: a fan-out starts hundreds of deliveries of one activity at once.
        await reading.WaitAsync(ct);
        try
        {
            return activities.TryGetValue(activityId, out known) ? known : await ReadAsync(activityId, services.GetRequiredService<Db>(), ct);
        }
        finally
        {
            reading.Release();
        }
    }

    public void Dispose()
    {
        activities.Dispose();
        keys.Dispose();
        reading.Dispose();
    }

    private async Task<OutgoingActivity?> ReadAsync(long activityId, Db db, CancellationToken ct)
    {
        var row = await db.Activities.AsNoTracking().SingleOrDefaultAsync(a => a.Id == activityId, ct);
        if (row is null || await KeyAsync(row.ActorId, db, ct) is not { } key)
            return null;

        var body = Encoding.UTF8.GetBytes(row.Json);
        var followers = row.ToFollowers ? await FollowerDigests.OfAsync(db, uris, row.ActorId, ct) : null;
        var activity = new OutgoingActivity(SignedBody.Of(body), row.CreatedAt, new Signer(uris.Key(row.ActorId), key), followers);
        var size = body.Length + 500 + (followers?.Size ?? 0);
        return activities.Set(activityId, activity, new MemoryCacheEntryOptions { Size = size, AbsoluteExpirationRelativeToNow = Kept });
    }

    private async Task<SigningKey?> KeyAsync(long actorId, Db db, CancellationToken ct)
    {
        if (keys.TryGetValue(actorId, out SigningKey? known))
            return known;
        var pem = await db.SigningKeys.Where(k => k.ActorId == actorId).Select(k => k.PrivatePem).SingleOrDefaultAsync(ct);
        return pem is null
            ? null
            : keys.Set(actorId, SigningKey.FromPem(pem), new MemoryCacheEntryOptions { Size = 1, AbsoluteExpirationRelativeToNow = Kept });
    }
}
