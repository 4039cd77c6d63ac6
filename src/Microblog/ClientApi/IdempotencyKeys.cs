using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;

namespace Microblog.ClientApi;

/// <summary>Remembers for an hour what was posted under which <c>Idempotency-Key</c>, so that what is sent twice is posted once.</summary>
/// <remarks>Source: Mastodon API documentation, POST /api/v1/statuses. Kept in memory: a restart forgets it.</remarks>
public sealed class IdempotencyKeys(TimeProvider clock)
{
    private const int Most = 100_000;
    private static readonly TimeSpan Kept = TimeSpan.FromHours(1);

    private readonly ConcurrentDictionary<(long ActorId, string Key), Entry> entries = new();
    private DateTimeOffset nextSweep;

    /// <summary>Posts, unless the same person posted under that key before: then that notice's id comes back.</summary>
    /// <param name="key">As it was sent; null or empty posts always.</param>
    public async Task<long> OnceAsync(long actorId, string? key, Func<Task<long>> postAsync)
    {
        if (string.IsNullOrEmpty(key))
            return await postAsync();

        ForgetOld();
        // Hashed, so that a long key takes no more room than a short one.
        var name = (actorId, Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(key))));
        var entry = entries.GetOrAdd(name, _ => new Entry(clock.GetUtcNow(), new Lazy<Task<long>>(postAsync)));
        try
        {
            return await entry.Posting.Value;
        }
        catch
        {
            // What was refused may be tried again under its key.
            entries.TryRemove(KeyValuePair.Create(name, entry));
            throw;
        }
    }

    private void ForgetOld()
    {
        var now = clock.GetUtcNow();
        if (entries.Count >= Most)
            entries.Clear();
        if (now < nextSweep)
            return;
        nextSweep = now + TimeSpan.FromMinutes(1);
        foreach (var old in entries.Where(e => e.Value.At < now - Kept))
            entries.TryRemove(old);
    }

    private sealed record Entry(DateTimeOffset At, Lazy<Task<long>> Posting);
}
