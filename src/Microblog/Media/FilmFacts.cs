using System.Globalization;
using System.Text.Json;

namespace Microblog.Media;

/// <summary>What ffprobe finds in a video or a sound.</summary>
/// <param name="VideoCodec">Null for a sound.</param>
/// <param name="AudioCodec">Null for a silent video.</param>
/// <param name="Width">As it is shown, turned the right way up; 0 for a sound.</param>
/// <param name="IsTurned">It is stored another way than it is shown.</param>
/// <param name="Duration">Null where it does not say.</param>
internal sealed record FilmFacts(
    string? VideoCodec, string? AudioCodec, string? PixelFormat, int Width, int Height, bool IsTurned, double FrameRate, double? Duration)
{
    private static readonly string[] Question =
    [
        "-show_entries",
        "stream=codec_type,codec_name,pix_fmt,width,height,avg_frame_rate:stream_disposition=attached_pic:stream_side_data=rotation:format=duration",
    ];

    /// <summary>Asks.</summary>
    /// <exception cref="RefusalException">There is neither, or it is larger or faster than is taken.</exception>
    public static async Task<FilmFacts> ReadAsync(Ffmpeg ffmpeg, MediaFormat format, string path, CancellationToken ct)
    {
        var answer = await ffmpeg.ProbeAsync([.. Question, .. FfmpegInput.Of(format, path, MediaLimits.FilmPixels)], ct);
        var facts = Parse(answer);
        if (facts.VideoCodec is null && facts.AudioCodec is null)
            throw new RefusalException(Refusal.MediaNotUnderstood);
        if ((long)facts.Width * facts.Height > MediaLimits.FilmPixels || facts.FrameRate > MediaLimits.FrameRate
            || facts.Duration > MediaLimits.Duration.TotalSeconds)
            throw new RefusalException(Refusal.MediaTooLarge);
        return facts;
    }

    private static FilmFacts Parse(string json)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            return Read(document.RootElement);
        }
        catch (Exception wrong) when (wrong is JsonException or InvalidOperationException or KeyNotFoundException or FormatException)
        {
            throw new RefusalException(Refusal.MediaNotUnderstood);
        }
    }

    private static FilmFacts Read(JsonElement root)
    {
        JsonElement[] streams = root.TryGetProperty("streams", out var list) ? [.. list.EnumerateArray()] : [];
        var video = streams.FirstOrDefault(s => IsOf(s, "video") && !IsCover(s));
        var audio = streams.FirstOrDefault(s => IsOf(s, "audio"));
        var isTurned = video.ValueKind != JsonValueKind.Undefined && RotationOf(video) is not 0;
        var (width, height) = (Number(video, "width"), Number(video, "height"));
        var isSideways = isTurned && RotationOf(video) % 180 != 0;
        var duration = root.TryGetProperty("format", out var container) && container.TryGetProperty("duration", out var text)
            && double.TryParse(text.GetString(), CultureInfo.InvariantCulture, out var seconds)
                ? seconds
                : (double?)null;
        return new(
            Text(video, "codec_name"), Text(audio, "codec_name"), Text(video, "pix_fmt"),
            isSideways ? height : width, isSideways ? width : height, isTurned, Rate(Text(video, "avg_frame_rate")), duration);
    }

    private static bool IsOf(JsonElement stream, string kind) => Text(stream, "codec_type") == kind;

    // The cover of a sound is a stream of one picture.
    private static bool IsCover(JsonElement stream) =>
        stream.TryGetProperty("disposition", out var disposition) && Number(disposition, "attached_pic") == 1;

    private static int RotationOf(JsonElement video) =>
        video.TryGetProperty("side_data_list", out var list)
            ? list.EnumerateArray().Select(d => Number(d, "rotation")).FirstOrDefault(r => r != 0)
            : 0;

    private static string? Text(JsonElement value, string property) =>
        value.ValueKind == JsonValueKind.Object && value.TryGetProperty(property, out var text) ? text.GetString() : null;

    private static int Number(JsonElement value, string property) =>
        value.ValueKind == JsonValueKind.Object && value.TryGetProperty(property, out var number) && number.TryGetInt32(out var read) ? read : 0;

    private static double Rate(string? fraction) =>
        fraction?.Split('/') is [var above, var below]
        && double.TryParse(above, CultureInfo.InvariantCulture, out var frames)
        && double.TryParse(below, CultureInfo.InvariantCulture, out var seconds)
        && seconds > 0
            ? frames / seconds
            : 0;
}
