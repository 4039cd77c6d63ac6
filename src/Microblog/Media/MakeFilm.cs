using System.Globalization;

namespace Microblog.Media;

/// <summary>Makes a video that every browser plays (H.264 and AAC in MP4) and a sound that every program plays (MP3).</summary>
/// <remarks>
/// A video that browsers play as it is is copied, stream by stream, into a new container with nothing else that was in the old one: converting it takes
/// minutes. A sound is always converted: whatever lies between and behind its frames would be copied with them.
/// </remarks>
public sealed class MakeFilm(Ffmpeg ffmpeg, MakeStills stills)
{
    public static string[] H264 { get; } =
        ["-c:v", "libx264", "-preset", "veryfast", "-crf", "23", "-maxrate", "5M", "-bufsize", "10M", "-threads", "2", "-fpsmax", "60"];

    private static readonly string[] Mp3 = ["-c:a", "libmp3lame", "-q:a", "2", "-ac", "2"];

    // Units of type 6 hold supplemental information, in which encoders and cameras write what they like. Source: ITU-T H.264 §7.3.2.3.
    private static readonly string[] NoWords = ["-bsf:v", "filter_units=remove_types=6"];

    private static readonly string[] Aac = ["-c:a", "aac", "-b:a", "128k", "-ac", "2"];

    /// <summary>Makes it.</summary>
    /// <param name="mayConvert">Or else only copies, which takes little time, and refuses what would have to be converted.</param>
    /// <exception cref="RefusalException">It is neither, it is too large, or it would have to be converted.</exception>
    public async Task<MadeMedia> RunAsync(MediaFormat format, string source, bool mayConvert, WorkFolder folder, CancellationToken ct)
    {
        var facts = await FilmFacts.ReadAsync(ffmpeg, format, source, ct);
        if (facts.VideoCodec is null || format.Kind == AttachmentKind.Audio)
            return await SoundAsync(format, source, facts, folder, ct);
        if (ContainerOf(facts) is { } container)
            return await FilmAsync(format, source, container, facts.VideoCodec == "h264" ? ["-c", "copy", .. NoWords] : ["-c", "copy"], folder, ct);
        if (!mayConvert)
            throw new RefusalException(Refusal.MediaNotUnderstood);

        var (width, height) = MediaLimits.Fit(facts.Width, facts.Height, MediaLimits.StoredFilmPixels);
        return await FilmAsync(format, source, ".mp4", ["-vf", $"scale={Even(width)}:{Even(height)},format=yuv420p", .. H264, .. Aac], folder, ct);
    }

    /// <summary>H.264 wants even sides.</summary>
    public static string Even(int side) => Math.Max(2, side & ~1).ToString(CultureInfo.InvariantCulture);

    // What browsers play as it is.
    private static string? ContainerOf(FilmFacts facts)
    {
        if (facts.IsTurned || facts.PixelFormat is not ("yuv420p" or "yuvj420p") || facts.Width * facts.Height > MediaLimits.StoredFilmPixels)
            return null;
        return (facts.VideoCodec, facts.AudioCodec) switch
        {
            ("h264", null or "aac" or "mp3") => ".mp4",
            ("vp8" or "vp9" or "av1", null or "opus" or "vorbis") => ".webm",
            _ => null,
        };
    }

    private async Task<MadeMedia> FilmAsync(
        MediaFormat format, string source, string extension, string[] how, WorkFolder folder, CancellationToken ct)
    {
        var path = folder["made" + extension];
        string[] container = extension == ".mp4" ? ["-movflags", "+faststart", "-f", "mp4"] : ["-f", "webm"];
        await ffmpeg.ConvertAsync(
            [
                .. FfmpegInput.Of(format, source, MediaLimits.FilmPixels),
                "-map", "0:v:0", "-map", "0:a:0?", "-sn", "-dn", .. FfmpegInput.Clean, .. how, "-t", Longest, .. container, path,
            ],
            FfmpegLimits.Film,
            ct);
        return await stills.OfFilmAsync(AttachmentKind.Video, extension == ".mp4" ? MediaFormat.Mp4 : MediaFormat.Matroska, path, folder, ct);
    }

    private async Task<MadeMedia> SoundAsync(MediaFormat format, string source, FilmFacts facts, WorkFolder folder, CancellationToken ct)
    {
        if (facts.AudioCodec is null)
            throw new RefusalException(Refusal.MediaNotUnderstood);
        var path = folder["made.mp3"];
        await ffmpeg.ConvertAsync(
            [
                .. FfmpegInput.Of(format, source, MediaLimits.FilmPixels),
                "-map", "0:a:0", "-vn", "-sn", "-dn", .. FfmpegInput.Clean, .. Mp3, "-t", Longest, "-id3v2_version", "0", "-f", "mp3", path,
            ],
            FfmpegLimits.Film,
            ct);
        var made = await FilmFacts.ReadAsync(ffmpeg, MediaFormat.Mp3, path, ct);
        return new(new(AttachmentKind.Audio, Width: null, Height: null, made.Duration, Blurhash: null), path, PreviewPath: null);
    }

    private static string Longest => ((int)MediaLimits.Duration.TotalSeconds).ToString(CultureInfo.InvariantCulture);
}
