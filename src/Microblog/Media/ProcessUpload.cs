using Microblog.Data;
using Microblog.Jobs;
using Microsoft.EntityFrameworkCore;

namespace Microblog.Media;

/// <summary>Makes of an uploaded video or sound what is shown. A file that nothing can be made of has failed, and its owner is told so.</summary>
public sealed class ProcessUpload(Db db, KeepUpload keep, IMediaStore store) : IHandle<UploadReceived>
{
    public async Task<Outcome> HandleAsync(UploadReceived fact, CancellationToken ct)
    {
        var upload = await db.Uploads.SingleOrDefaultAsync(u => u.Id == fact.UploadId && u.State == UploadState.Processing, ct);
        if (upload?.Source is not { } source)
            return Outcome.Ignored("it is done, or gone");

        try
        {
            await MakeAsync(upload, source, ct);
        }
        catch (RefusalException)
        {
            (upload.State, upload.Source) = (UploadState.Failed, null);
            await db.SaveChangesAsync(ct);
        }

        store.Delete(source);
        return Outcome.Done;
    }

    private async Task MakeAsync(Upload upload, string source, CancellationToken ct)
    {
        using var folder = keep.NewFolder();
        await using var stored = store.Open(source) ?? throw new RefusalException(Refusal.MediaNotUnderstood);
        var path = await folder.WriteAsync("source", stored, MediaLimits.FilmBytes, ct);
        await keep.MakeAndSaveAsync(upload, path, folder, ct);
    }
}
