namespace Microblog.Media;

/// <summary>Takes the pictures that a person wants to be seen with.</summary>
/// <remarks>The former one is removed by <see cref="PruneUploads"/>, once no copy of a page needs it.</remarks>
public sealed class ProfilePictures(KeepUpload keep)
{
    /// <summary>The body of a form with both.</summary>
    public const int BothBytes = (2 * MediaLimits.ImageBytes) + (256 * 1024);

    /// <summary>A body with both written out as text, which is held in memory as a whole: less than files may have.</summary>
    public const int BothAsTextBytes = 8 * 1024 * 1024;

    /// <summary>Makes and stores one.</summary>
    /// <returns>Where it lies.</returns>
    /// <exception cref="RefusalException">It is no picture that is taken, or too large.</exception>
    public async Task<Uri> KeepAsync(long actorId, MediaUse use, Stream picture, CancellationToken ct)
    {
        if (!Ffmpeg.IsThere)
            throw new RefusalException(Refusal.MediaUnavailable);
        using var folder = keep.NewFolder();
        var source = await folder.WriteAsync("source", picture, MediaLimits.ImageBytes, ct);
        var upload = await keep.MakeAndSaveAsync(keep.New(actorId, use, new UploadDraft(picture)), source, folder, ct);
        return upload.Url!;
    }
}
