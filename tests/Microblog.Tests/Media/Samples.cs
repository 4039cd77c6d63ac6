using System.Diagnostics;

namespace Microblog.Tests.Media;

/// <summary>Real files, made by ffmpeg.</summary>
internal static class Samples
{
    /// <summary>A JPEG whose camera was held sideways, and that says where and by whom it was taken.</summary>
    public static async Task<byte[]> SidewaysJpegAsync(int width, int height)
    {
        var plain = await JpegAsync(width, height);
        return [.. plain.AsSpan(0, 2), .. Exif(orientation: 6), .. plain.AsSpan(2)];
    }

    public static Task<byte[]> JpegAsync(int width, int height) => PictureAsync(".jpg", width, height);

    public static Task<byte[]> PngAsync(int width, int height) => PictureAsync(".png", width, height);

    public static Task<byte[]> WebPAsync(int width, int height) => PictureAsync(".webp", width, height);

    public static Task<byte[]> MovingGifAsync(int frames) =>
        MakeAsync(".gif", "-f", "lavfi", "-i", "testsrc2=s=64x48:r=10", "-frames:v", $"{frames}");

    /// <summary>Two seconds with sound.</summary>
    public static Task<byte[]> VideoAsync(string extension, params string[] how) =>
        MakeAsync(extension, ["-f", "lavfi", "-i", "testsrc2=s=320x180:d=2:r=25", "-f", "lavfi", "-i", "sine=d=2", "-pix_fmt", "yuv420p", .. how]);

    public static Task<byte[]> SoundAsync(string extension, params string[] how) => MakeAsync(extension, ["-f", "lavfi", "-i", "sine=d=2", .. how]);

    /// <summary>What ffmpeg makes of these arguments.</summary>
    public static async Task<byte[]> MakeAsync(string extension, params string[] arguments)
    {
        var path = Path.Combine(Path.GetTempPath(), $"microblog-sample-{Guid.NewGuid():N}{extension}");
        using var process = Process.Start(new ProcessStartInfo("ffmpeg", ["-nostdin", "-loglevel", "error", .. arguments, path]))!;
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        var made = await File.ReadAllBytesAsync(path, TestContext.Current.CancellationToken);
        File.Delete(path);
        return made;
    }

    private static Task<byte[]> PictureAsync(string extension, int width, int height) =>
        MakeAsync(extension, "-f", "lavfi", "-i", $"testsrc2=s={width}x{height}", "-frames:v", "1");

    /// <summary>The segment of a JPEG, with a secret in it.</summary>
    private static byte[] Exif(byte orientation)
    {
        byte[] tiff =
        [
            .. "MM\0*"u8, 0, 0, 0, 8, 0, 1,
            0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, orientation, 0, 0,
            0, 0, 0, 0, .. "SECRETPLACE"u8,
        ];
        var length = tiff.Length + 8;
        return [0xFF, 0xE1, (byte)(length >> 8), (byte)length, .. "Exif\0\0"u8, .. tiff];
    }
}
