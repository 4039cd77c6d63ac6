using System.Globalization;

namespace Microblog.Media;

/// <summary>Makes a picture anew from its pixels: upright, no larger than is kept, with nothing else in it; and a small one beside it.</summary>
public sealed class MakeImage(Ffmpeg ffmpeg, MakeStills stills)
{
    private const int IconSide = 400;
    private const int EmojiSide = 128;
    private const int BannerWidth = 1500;
    private const int BannerHeight = 500;

    /// <summary>Makes them.</summary>
    /// <exception cref="RefusalException">It is no such picture, or a larger one than is decoded.</exception>
    public async Task<MadeMedia> RunAsync(MediaFormat format, string source, MediaUse use, WorkFolder folder, CancellationToken ct)
    {
        var facts = ImageFacts.Read(format, await File.ReadAllBytesAsync(source, ct)) ?? throw new RefusalException(Refusal.MediaNotUnderstood);
        if ((long)facts.Width * facts.Height > MediaLimits.ImagePixels || facts.Frames is < 1 or > MediaLimits.Frames)
            throw new RefusalException(Refusal.MediaTooLarge);
        return format == MediaFormat.Gif && facts.Frames > 1 && use == MediaUse.Attachment
            ? await MoveAsync(source, facts, folder, ct)
            : await StandAsync(format, source, facts, use, folder, ct);
    }

    // One that may be transparent stays PNG.
    private async Task<MadeMedia> StandAsync(
        MediaFormat format, string source, ImageFacts facts, MediaUse use, WorkFolder folder, CancellationToken ct)
    {
        var extension = facts.HasAlpha || format == MediaFormat.Png ? ".png" : ".jpg";
        var isSideways = facts.Orientation >= 5;
        var (width, height) = isSideways ? (facts.Height, facts.Width) : (facts.Width, facts.Height);
        var (turn, size, fitted) = (Turn(facts.Orientation), SizeFor(use, width, height), Fitted(use, width, height));
        var path = folder["made" + extension];
        var (preview, previewArguments) = use == MediaUse.Attachment
            ? MakeStills.Preview(folder, extension, turn, fitted.Width, fitted.Height)
            : (null, []);
        await ffmpeg.ConvertAsync(
            [
                "-noautorotate", .. FfmpegInput.Of(format, source, MediaLimits.ImagePixels),
                .. MakeStills.Encode(path, extension, turn + size, facts.HasAlpha),
                .. previewArguments,
                .. MakeStills.Colours(folder, turn),
            ],
            FfmpegLimits.Image,
            ct);
        var hash = await MakeStills.HashAsync(folder, ct);
        return new(new(AttachmentKind.Image, fitted.Width, fitted.Height, Duration: null, hash), path, preview);
    }

    private async Task<MadeMedia> MoveAsync(string source, ImageFacts facts, WorkFolder folder, CancellationToken ct)
    {
        var (width, height) = MediaLimits.Fit(facts.Width, facts.Height, MediaLimits.StoredFilmPixels);
        var path = folder["made.mp4"];
        await ffmpeg.ConvertAsync(
            [
                "-ignore_loop", "1", .. FfmpegInput.Of(MediaFormat.Gif, source, MediaLimits.FilmPixels),
                "-map", "0:v:0", "-an", .. FfmpegInput.Clean,
                "-vf", $"scale={MakeFilm.Even(width)}:{MakeFilm.Even(height)},format=yuv420p",
                .. MakeFilm.H264, "-movflags", "+faststart", "-f", "mp4", path,
            ],
            FfmpegLimits.Image,
            ct);
        return await stills.OfFilmAsync(AttachmentKind.Animation, MediaFormat.Mp4, path, folder, ct);
    }

    private static (int Width, int Height) Fitted(MediaUse use, int width, int height) => use switch
    {
        MediaUse.Icon => (Math.Min(IconSide, Math.Min(width, height)), Math.Min(IconSide, Math.Min(width, height))),
        MediaUse.Banner => (BannerWidth, BannerHeight),
        MediaUse.Emoji when Math.Max(width, height) is > EmojiSide and var side => (Math.Max(1, width * EmojiSide / side), Math.Max(1, height * EmojiSide / side)),
        _ => MediaLimits.Fit(width, height, MediaLimits.StoredPixels),
    };

    private static string SizeFor(MediaUse use, int width, int height)
    {
        var (fittedWidth, fittedHeight) = Fitted(use, width, height);
        return use is MediaUse.Attachment or MediaUse.Emoji
            ? string.Create(CultureInfo.InvariantCulture, $"scale={fittedWidth}:{fittedHeight}")
            : string.Create(
                CultureInfo.InvariantCulture,
                $"scale={fittedWidth}:{fittedHeight}:force_original_aspect_ratio=increase,crop={fittedWidth}:{fittedHeight}");
    }

    // Exif 2.32 §4.6.2 counts the ways a camera was held; each is undone.
    private static string Turn(int orientation) => orientation switch
    {
        2 => "hflip,",
        3 => "hflip,vflip,",
        4 => "vflip,",
        5 => "transpose=0,",
        6 => "transpose=1,",
        7 => "transpose=3,",
        8 => "transpose=2,",
        _ => "",
    };
}
