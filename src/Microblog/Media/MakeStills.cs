using System.Globalization;

namespace Microblog.Media;

/// <summary>The small pictures that stand for a larger one or for a film, and the colours that stand for both.</summary>
public sealed class MakeStills(Ffmpeg ffmpeg)
{
    private const int HashSide = 32;
    private const string HashFile = "colours.rgb";

    /// <summary>Adds preview and colours to a film that we made.</summary>
    public async Task<MadeMedia> OfFilmAsync(AttachmentKind kind, MediaFormat format, string path, WorkFolder folder, CancellationToken ct)
    {
        var facts = await FilmFacts.ReadAsync(ffmpeg, format, path, ct);
        var (preview, arguments) = Preview(folder, ".jpg", turn: "", facts.Width, facts.Height);
        await ffmpeg.ConvertAsync(
            [.. FfmpegInput.Of(format, path, MediaLimits.FilmPixels), .. arguments, .. Colours(folder, turn: "")], FfmpegLimits.Image, ct);
        return new(new(kind, facts.Width, facts.Height, facts.Duration, await HashAsync(folder, ct)), path, preview);
    }

    /// <summary>The arguments that write one picture.</summary>
    public static string[] Encode(string path, string extension, string filter, bool hasAlpha) =>
    [
        "-map", "0:v:0", "-frames:v", "1", .. FfmpegInput.Clean, "-vf", filter,
        .. extension == ".png"
            ? (string[])["-c:v", "png", "-pix_fmt", hasAlpha ? "rgba" : "rgb24"]
            : ["-c:v", "mjpeg", "-pix_fmt", "yuvj420p", "-q:v", "3"],
        "-f", "image2", "-update", "1", path,
    ];

    /// <summary>The arguments that write the preview, and where it will be.</summary>
    public static (string Path, string[] Arguments) Preview(WorkFolder folder, string extension, string turn, int width, int height)
    {
        var (small, path) = (MediaLimits.Fit(width, height, MediaLimits.PreviewPixels), folder["preview" + extension]);
        var filter = turn + string.Create(CultureInfo.InvariantCulture, $"scale={small.Width}:{small.Height}");
        return (path, Encode(path, extension, filter, hasAlpha: extension == ".png"));
    }

    /// <summary>The arguments that write the pixels of which <see cref="HashAsync"/> makes a hash.</summary>
    public static string[] Colours(WorkFolder folder, string turn) =>
    [
        "-map", "0:v:0", "-frames:v", "1", "-vf",
        turn + string.Create(CultureInfo.InvariantCulture, $"scale={HashSide}:{HashSide}:flags=area,format=rgb24"),
        "-f", "rawvideo", folder[HashFile],
    ];

    /// <summary>The hash of those pixels.</summary>
    /// <exception cref="RefusalException">There was not a single picture.</exception>
    public static async Task<string> HashAsync(WorkFolder folder, CancellationToken ct)
    {
        var pixels = await File.ReadAllBytesAsync(folder[HashFile], ct);
        return pixels.Length == HashSide * HashSide * 3
            ? Media.Blurhash.Of(pixels, HashSide, HashSide)
            : throw new RefusalException(Refusal.MediaNotUnderstood);
    }
}
