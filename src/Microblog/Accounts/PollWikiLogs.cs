using Microblog.Data;
using Microblog.Jobs;
using Microblog.Web;
using Microblog.Wikis;
using Microsoft.EntityFrameworkCore;

namespace Microblog.Accounts;

/// <summary>Reads the wikis' logs of blocks, rights and renames for whom to ask about again: it only makes the sweep's news faster.</summary>
public sealed class PollWikiLogs(
    Db db, WikiApi api, RecheckStandings recheck, MicroblogSettings settings, TimeProvider clock) : IRecur
{
    // Entries can appear late, and the answer we have may come from before the entry though it is a little younger.
    private static readonly TimeSpan Overlap = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan Lag = TimeSpan.FromMinutes(1);

    public async Task RunAsync(CancellationToken ct)
    {
        foreach (var wiki in settings.Wikis)
        {
            var ids = await ToRecheckAsync(wiki, await EntriesAsync(wiki, ct), ct);
            await recheck.ApplyAsync(wiki, await recheck.AskAsync(wiki, ids, ct), ct);
        }
    }

    private async Task<IReadOnlyList<WikiLogEntry>> EntriesAsync(WikiSettings wiki, CancellationToken ct)
    {
        var since = clock.GetUtcNow() - wiki.LogPollEvery - Overlap;
        var entries = new List<WikiLogEntry>();
        try
        {
            foreach (var type in WikiApi.WatchedLogs)
                entries.AddRange(await api.LogAsync(wiki, type, since, ct));
        }
        catch (WikiUnavailableException)
        {
            // The next poll reads on; after a longer silence the sweep finds what the logs would have said.
        }

        return entries;
    }

    private async Task<IReadOnlyList<long>> ToRecheckAsync(
        WikiSettings wiki, IReadOnlyList<WikiLogEntry> entries, CancellationToken ct)
    {
        var newest = entries.GroupBy(e => e.Target, StringComparer.Ordinal)
            .ToDictionary(g => g.Key, g => g.Max(e => e.At), StringComparer.Ordinal);
        var ids = new List<long>();
        foreach (var names in newest.Keys.Chunk(500))
        {
            var named = await db.WikiIdentities
                .Where(w => w.WikiId == wiki.Id && names.Contains(w.Name))
                .Select(w => new { w.Id, w.Name, w.CheckedAt })
                .ToListAsync(ct);
            ids.AddRange(named.Where(w => w.CheckedAt < newest[w.Name] + Lag).Select(w => w.Id));
        }

        return ids;
    }
}
