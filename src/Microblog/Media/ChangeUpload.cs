using Microblog.Data;
using Microsoft.EntityFrameworkCore;

namespace Microblog.Media;

/// <summary>Changes what is said of an upload that no notice holds, or takes it back.</summary>
public sealed class ChangeUpload(Db db, IMediaStore store)
{
    /// <summary>One's own upload that no notice holds.</summary>
    /// <exception cref="RefusalException">There is no such one.</exception>
    public async Task<Upload> FindAsync(long ownerId, long uploadId, CancellationToken ct) =>
        await db.Uploads
            .Where(u => u.Id == uploadId && u.OwnerId == ownerId && u.Use == MediaUse.Attachment && !db.Attachments.Any(a => a.UploadId == u.Id))
            .SingleOrDefaultAsync(ct) ?? throw new RefusalException(Refusal.NotFound);

    /// <summary>Changes it.</summary>
    /// <exception cref="RefusalException">There is no such upload, or the description is too long.</exception>
    public async Task<Upload> RunAsync(long ownerId, MediaChange change, CancellationToken ct)
    {
        var upload = await FindAsync(ownerId, change.Id, ct);
        change.ApplyTo(upload);
        await db.SaveChangesAsync(ct);
        return upload;
    }

    /// <summary>Removes it with its files.</summary>
    /// <exception cref="RefusalException">There is no such upload of theirs, or a notice holds it.</exception>
    public async Task RemoveAsync(long ownerId, long uploadId, CancellationToken ct)
    {
        if (await db.Attachments.AnyAsync(a => a.UploadId == uploadId && db.Uploads.Any(u => u.Id == uploadId && u.OwnerId == ownerId), ct))
            throw new RefusalException(Refusal.MediaInUse);
        var upload = await FindAsync(ownerId, uploadId, ct);
        db.Uploads.Remove(upload);
        await db.SaveChangesAsync(ct);
        store.DeleteFilesOf(upload);
    }
}

internal static class UploadFiles
{
    extension(IMediaStore store)
    {
        public void DeleteFilesOf(Upload upload)
        {
            foreach (var name in new[] { upload.File, upload.PreviewFile, upload.Source }.OfType<string>())
                store.Delete(name);
        }
    }
}
