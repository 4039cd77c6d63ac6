using Microblog.Accounts;
using Microblog.Actors;
using Microblog.Data;
using Microblog.Jobs;
using Microsoft.EntityFrameworkCore;

namespace Microblog.Media;

/// <summary>Takes a file of somebody who may post. Of a picture it makes at once what is shown; of the rest a job does, which may take minutes.</summary>
public sealed class TakeUpload(Db db, JobQueue jobs, MayPost mayPost, KeepUpload keep, IMediaStore store)
{
    /// <summary>Takes it.</summary>
    /// <param name="waits">Makes everything at once.</param>
    /// <returns>The upload, ready or being processed.</returns>
    /// <exception cref="RefusalException">They may not post now, or it is nothing that is taken, or too large.</exception>
    public async Task<Upload> RunAsync(long ownerId, UploadDraft draft, bool waits, CancellationToken ct)
    {
        if (!Ffmpeg.IsThere)
            throw new RefusalException(Refusal.MediaUnavailable);
        await mayPost.RequireAsync(ownerId, ct);
        if (await db.Uploads.CountAsync(u => u.OwnerId == ownerId && u.Use == MediaUse.Attachment && u.AttachedAt == null, ct) >= MediaLimits.Waiting)
            throw new RefusalException(Refusal.TooManyUploads);

        using var folder = keep.NewFolder();
        var source = await folder.WriteAsync("source", draft.Content, MediaLimits.FilmBytes, ct);
        var format = await MakeMedia.FormatOfAsync(source, ct);
        var upload = keep.New(ownerId, MediaUse.Attachment, draft);
        return waits || format.IsImage
            ? await keep.MakeAndSaveAsync(upload, source, folder, ct)
            : await LeaveToJobAsync(upload, format, source, ct);
    }

    private async Task<Upload> LeaveToJobAsync(Upload upload, MediaFormat format, string source, CancellationToken ct)
    {
        var name = MediaFiles.NewName(MediaFiles.Unprocessed);
        await store.StoreAsync(name, source, ct);
        (upload.Source, upload.Kind) = (name, format.Kind);
        db.Uploads.Add(upload);
        jobs.Raise(new UploadReceived(upload.Id));
        await db.SaveChangesAsync(ct);
        return upload;
    }
}

/// <summary>Makes uploads and stores them with what was made of their files: both, or neither.</summary>
public sealed class KeepUpload(Db db, MakeMedia make, WorkFolders folders, LocalUris uris, UploadIds ids)
{
    public WorkFolder NewFolder() => folders.New();

    /// <summary>An upload of which nothing is made or stored yet.</summary>
    /// <exception cref="RefusalException">The description is too long.</exception>
    public Upload New(long ownerId, MediaUse use, UploadDraft draft) => new()
    {
        Id = ids.Next(),
        OwnerId = ownerId,
        Use = use,
        Description = MediaChange.Cleaned(draft.Description),
        FocalX = draft.Focus?.X,
        FocalY = draft.Focus?.Y,
        CreatedAt = ids.Now,
    };

    /// <summary>Makes something of the file, and stores both.</summary>
    /// <param name="upload">New, or one that is read already.</param>
    /// <exception cref="RefusalException">It is nothing that is taken, or too large.</exception>
    public async Task<Upload> MakeAndSaveAsync(Upload upload, string source, WorkFolder folder, CancellationToken ct)
    {
        var made = await make.RunAsync(source, upload.Use, mayConvert: true, folder, ct);
        upload.Take(made, uris);
        if (db.Entry(upload).State == EntityState.Detached)
            db.Uploads.Add(upload);
        await db.SaveChangesAsync(ct);
        return upload;
    }
}

/// <summary>Numbers and times of new uploads.</summary>
public sealed class UploadIds(Snowflake ids, TimeProvider clock)
{
    public DateTimeOffset Now => clock.GetUtcNow();

    public long Next() => ids.Next();
}
