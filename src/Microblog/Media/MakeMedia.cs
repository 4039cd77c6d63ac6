namespace Microblog.Media;

/// <summary>Makes of a stranger's file what may be shown: never the file itself.</summary>
public sealed class MakeMedia(MakeImage image, MakeFilm film, IMediaStore store)
{
    /// <summary>Makes it and stores it.</summary>
    /// <param name="source">Where the file lies; in the folder in which it is worked on.</param>
    /// <param name="mayConvert">A video may be converted, which takes minutes; or else only copied.</param>
    /// <exception cref="RefusalException">It is nothing that is taken, or too large.</exception>
    public async Task<StoredMedia> RunAsync(string source, MediaUse use, bool mayConvert, WorkFolder folder, CancellationToken ct)
    {
        var format = await FormatOfAsync(source, ct);
        if (!format.IsImage && use != MediaUse.Attachment)
            throw new RefusalException(Refusal.MediaNotUnderstood);
        if (format.IsImage && new FileInfo(source).Length > MediaLimits.ImageBytes)
            throw new RefusalException(Refusal.MediaTooLarge);
        var made = format.IsImage
            ? await image.RunAsync(format, source, use, folder, ct)
            : await film.RunAsync(format, source, mayConvert, folder, ct);
        return await StoreAsync(made, ct);
    }

    /// <summary>What its first bytes say that it is.</summary>
    /// <exception cref="RefusalException">Nothing that is taken.</exception>
    public static async Task<MediaFormat> FormatOfAsync(string source, CancellationToken ct)
    {
        await using var file = File.OpenRead(source);
        var start = new byte[MediaFormat.BytesNeeded];
        var length = await file.ReadAtLeastAsync(start, start.Length, throwOnEndOfStream: false, ct);
        return MediaFormat.Of(start.AsSpan(0, length)) ?? throw new RefusalException(Refusal.MediaNotUnderstood);
    }

    private async Task<StoredMedia> StoreAsync(MadeMedia made, CancellationToken ct)
    {
        var bytes = new FileInfo(made.Path).Length + (made.PreviewPath is { } small ? new FileInfo(small).Length : 0);
        var preview = made.PreviewPath is { } path ? await StoreAsync(path, ct) : null;
        return new(made.Facts, await StoreAsync(made.Path, ct), preview, bytes);
    }

    private async Task<string> StoreAsync(string path, CancellationToken ct)
    {
        var name = MediaFiles.NewName(Path.GetExtension(path));
        await store.StoreAsync(name, path, ct);
        return name;
    }
}
