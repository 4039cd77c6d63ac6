using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using Microblog.Data;
using Microblog.Moderation.Domains;
using Microblog.Protocols.ActivityPub;
using Microsoft.EntityFrameworkCore;

namespace Microblog.Media;

/// <summary>Passes on files of other servers: fetched when somebody first looks, made anew like an upload, and kept for a while.</summary>
/// <remarks>Readers never connect to other servers, so these do not learn who reads.</remarks>
public sealed class RemoteMedia(Db db, DomainPolicies policies, FetchMedia fetch, TimeProvider clock)
{
    /// <summary>How long nobody is asked again for what could not be had.</summary>
    private static readonly TimeSpan Missing = TimeSpan.FromMinutes(10);

    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    // Many readers may look at once; one of them fetches, the others wait for it.
    private static readonly ConcurrentDictionary<string, Task> Fetching = new(StringComparer.Ordinal);

    /// <summary>The file, from here or from there.</summary>
    /// <param name="host">The server whose person shows it; what holds for it and for where the file lies is asked.</param>
    /// <returns>Null where there is nothing to show.</returns>
    public async Task<CachedFile?> FindAsync(string host, RemoteFile file, CancellationToken ct)
    {
        if ((await policies.OfAsync(host, ct)).RejectsMedia || (await policies.OfAsync(Origin.HostOf(file.Url), ct)).RejectsMedia)
            return null;
        var key = KeyOf(file);
        var known = await KnownAsync(key, ct);
        if (known is null || IsWorthAnotherTry(known))
        {
            await FetchOnceAsync(key, file, ct);
            known = await KnownAsync(key, ct);
        }

        if (known is not { File: not null })
            return null;
        await NoteUseAsync(known, ct);
        return known;
    }

    private Task<CachedFile?> KnownAsync(string key, CancellationToken ct) => db.CachedFiles.AsNoTracking().SingleOrDefaultAsync(c => c.Key == key, ct);

    private bool IsWorthAnotherTry(CachedFile known) => known.File is null && known.FetchedAt < clock.GetUtcNow() - Missing;

    private async Task FetchOnceAsync(string key, RemoteFile file, CancellationToken ct)
    {
        var mine = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var running = Fetching.GetOrAdd(key, mine.Task);
        if (running != mine.Task)
        {
            await running.WaitAsync(ct);
            return;
        }

        try
        {
            // Also when this reader has left: others wait for it.
            await fetch.RunAsync(key, file, CancellationToken.None);
        }
        finally
        {
            Fetching.TryRemove(key, out _);
            mine.SetResult();
        }
    }

    // Once a day is enough to know what is not looked at any more.
    private async Task NoteUseAsync(CachedFile known, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        if (known.UsedAt < now - Day)
        {
            await db.InOneTransactionAsync(
                () => db.CachedFiles.Where(c => c.Key == known.Key).ExecuteUpdateAsync(c => c.SetProperty(x => x.UsedAt, now), ct), ct);
        }
    }

    private static string KeyOf(RemoteFile file) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{file.Use} {file.Url.AbsoluteUri}")));
}

/// <summary>A file of another server.</summary>
/// <param name="IsFilm">Its sender calls it a video or a sound: it may be larger.</param>
public sealed record RemoteFile(Uri Url, MediaUse Use, bool IsFilm);
