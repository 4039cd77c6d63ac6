using System.Globalization;

namespace Microblog.Media;

/// <summary>How ffmpeg is told to read a file: as the one format that its bytes say, and nothing that it may name.</summary>
internal static class FfmpegInput
{
    /// <summary>The arguments that open a file.</summary>
    /// <param name="path">Of ours; never what a stranger sent.</param>
    public static string[] Of(MediaFormat format, string path, int pixels) =>
    [
        "-protocol_whitelist", "file,pipe",
        "-format_whitelist", Whitelisted(format),
        "-codec_whitelist", format.Decoders,
        "-max_pixels", pixels.ToString(CultureInfo.InvariantCulture),
        "-f", format.Demuxer,
        "-i", path,
    ];

    /// <summary>What leaves nothing in a file that was in the one it is made of.</summary>
    public static string[] Clean => ["-map_metadata", "-1", "-map_chapters", "-1", "-fflags", "+bitexact", "-flags", "+bitexact"];

    // ffmpeg compares with any of a reader's names, which are several.
    private static string Whitelisted(MediaFormat format) => format == MediaFormat.Matroska ? "matroska,webm" : format.Demuxer;
}
