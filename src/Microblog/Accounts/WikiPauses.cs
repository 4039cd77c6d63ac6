using System.Collections.Concurrent;

namespace Microblog.Accounts;

/// <summary>Wikis that just failed to answer: for a moment nobody waits for them again.</summary>
public sealed class WikiPauses(TimeProvider clock)
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(5);

    private readonly ConcurrentDictionary<string, DateTimeOffset> until = new(StringComparer.Ordinal);

    public bool IsPaused(string wikiId) => until.TryGetValue(wikiId, out var end) && end > clock.GetUtcNow();

    /// <summary>Starts a pause: as long as the wiki asked for, within reason.</summary>
    public void Begin(string wikiId, TimeSpan? asked)
    {
        var length = asked is not { } wish || wish < Pause ? Pause : wish;
        until[wikiId] = clock.GetUtcNow() + (length < LongestPause ? length : LongestPause);
    }
}
