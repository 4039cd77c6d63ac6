namespace Microblog.Media;

/// <summary>How large what is uploaded or fetched may be, and how long it may keep us busy.</summary>
/// <remarks>Source: security catalogue §6.</remarks>
public static class MediaLimits
{
    /// <summary>Most files of a notice from here.</summary>
    public const int PerNotice = 4;

    /// <summary>Longest description, in characters.</summary>
    public const int DescriptionLength = 10_000;

    public const int ImageBytes = 16 * 1024 * 1024;

    /// <summary>Of a video or a sound.</summary>
    public const int FilmBytes = 40 * 1024 * 1024;

    /// <summary>Most pixels of a picture that is decoded: 33 million.</summary>
    public const int ImagePixels = 7680 * 4320;

    /// <summary>Most pixels of a picture as it is stored; a larger one is made smaller.</summary>
    public const int StoredPixels = 3840 * 2160;

    /// <summary>Most frames of a moving picture.</summary>
    public const int Frames = 200;

    /// <summary>Most pixels in a frame of a video that is decoded.</summary>
    public const int FilmPixels = 3840 * 2400;

    /// <summary>Most pixels in a frame of a video as it is stored.</summary>
    public const int StoredFilmPixels = 1920 * 1080;

    /// <summary>Most frames in a second of a video.</summary>
    public const int FrameRate = 120;

    /// <summary>Longest video or sound.</summary>
    public static readonly TimeSpan Duration = TimeSpan.FromMinutes(60);

    /// <summary>Most pixels of a preview.</summary>
    public const int PreviewPixels = 640 * 360;

    /// <summary>Most uploads of one person that wait to be attached.</summary>
    public const int Waiting = 100;

    /// <summary>The body of an upload: one file and what is said of it.</summary>
    public const int UploadBody = FilmBytes + (256 * 1024);

    /// <summary>The body of a form with several files.</summary>
    public const int FormBody = 64 * 1024 * 1024;

    /// <summary>The size of something that is made smaller, when it must be, to have at most so many pixels.</summary>
    public static (int Width, int Height) Fit(int width, int height, int pixels)
    {
        var area = (double)width * height;
        if (area <= pixels)
            return (width, height);
        var factor = Math.Sqrt(pixels / area);
        return (Math.Max(1, (int)(width * factor)), Math.Max(1, (int)(height * factor)));
    }
}
