using Microblog.Data;
using Microblog.Outgoing;
using Microsoft.EntityFrameworkCore;

namespace Microblog.Media;

/// <summary>Fetches a file of another server, and keeps what may be shown of it, or that there is nothing.</summary>
public sealed class FetchMedia(Db db, PeerClient peers, MakeMedia make, WorkFolders folders, TimeProvider clock)
{
    private const string Accept = "image/*, video/*, audio/*, */*;q=0.1";

    private static readonly TimeSpan FilmDeadline = TimeSpan.FromSeconds(60);

    // A whole file is in memory while it is fetched.
    private static readonly SemaphoreSlim Images = new(6, 6);
    private static readonly SemaphoreSlim Films = new(2, 2);

    /// <summary>Fetches and keeps.</summary>
    public async Task RunAsync(string key, RemoteFile file, CancellationToken ct)
    {
        var turns = file.IsFilm ? Films : Images;
        await turns.WaitAsync(ct);
        try
        {
            await KeepAsync(key, await FetchAsync(file, ct), ct);
        }
        finally
        {
            turns.Release();
        }
    }

    private async Task<StoredMedia?> FetchAsync(RemoteFile file, CancellationToken ct)
    {
        try
        {
            var answer = await peers.SendAsync(RequestFor(file), ct);
            if (!answer.IsSuccess)
                return null;
            using var folder = folders.New();
            var source = await folder.WriteAsync("source", new MemoryStream(answer.Body, writable: false), MediaLimits.FilmBytes, ct);
            return await make.RunAsync(source, file.Use, mayConvert: false, folder, ct);
        }
        catch (Exception refused) when (refused is PeerUnreachableException or RefusalException)
        {
            return null;
        }
    }

    private static PeerRequest RequestFor(RemoteFile file) => PeerRequest.Get(file.Url, Accept) with
    {
        MaxBody = file.IsFilm ? MediaLimits.FilmBytes : MediaLimits.ImageBytes,
        Deadline = file.IsFilm ? FilmDeadline : null,
    };

    private async Task KeepAsync(string key, StoredMedia? made, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        db.ChangeTracker.Clear();
        var row = await db.CachedFiles.SingleOrDefaultAsync(c => c.Key == key, ct);
        if (row is null)
            db.CachedFiles.Add(row = new CachedFile { Key = key, Bytes = 0, FetchedAt = now, UsedAt = now });
        (row.File, row.PreviewFile, row.Bytes) = (made?.File, made?.PreviewFile, made?.Bytes ?? 0);
        (row.FetchedAt, row.UsedAt) = (now, now);
        try
        {
            await db.SaveChangesAsync(ct);
        }
        catch (DbUpdateException)
        {
            // Another node was faster; its files are as good, and ours are removed with all that nothing knows of.
            db.ChangeTracker.Clear();
        }
    }
}
