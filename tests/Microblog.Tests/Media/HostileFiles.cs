using System.Text;

namespace Microblog.Tests.Media;

/// <summary>Files that want something else than to be looked at. Each that could be passed through holds the word <see cref="Mark"/>.</summary>
internal static class HostileFiles
{
    public const string Mark = "EVILMARK";

    /// <summary>Files that are no picture, video or sound, whatever they are called.</summary>
    public static IReadOnlyList<(string Name, byte[] File)> Foreign { get; } =
    [
        ("picture.jpg", []),
        ("picture.jpg", [0xFF]),
        ("picture.png", Text("<!doctype html><script>alert('EVILMARK')</script>")),
        ("picture.svg", Text("<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'><text>EVILMARK</text></svg>")),
        ("picture.gif", Text("<?xml version='1.0'?><!DOCTYPE svg [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><svg>&x;</svg>")),
        ("picture.jpg", Text("push graphic-context\nviewbox 0 0 640 480\nimage over 0,0 0,0 'https://127.0.0.1/EVILMARK'\npop graphic-context")),
        ("film.mp4", Text("#EXTM3U\n#EXT-X-MEDIA-SEQUENCE:0\n#EXTINF:10.0,\nfile:///etc/passwd\n#EXT-X-ENDLIST\n")),
        ("film.mp4", Text("ffconcat version 1.0\nfile /etc/passwd\n")),
        ("film.mp4", Text("<?xml version='1.0'?><MPD><BaseURL>file:///etc/passwd</BaseURL></MPD>")),
        ("film.avi", [.. "RIFF\x20\0\0\0AVI LIST"u8, .. new byte[32]]),
        ("picture.heic", [0, 0, 0, 24, .. "ftypheic"u8, .. new byte[64]]),
        ("picture.tif", [.. "II*\0\x08\0\0\0"u8, 0xFF, 0xFF, .. new byte[64]]),
        ("picture.bmp", [.. "BM"u8, .. new byte[64]]),
        ("picture.psd", [.. "8BPS"u8, .. new byte[64]]),
        ("paper.pdf", Text("%PDF-1.7 EVILMARK")),
        ("archive.zip", [.. "PK\x03\x04"u8, .. new byte[64]]),
        ("actor.json", Text("""{"@context":"https://www.w3.org/ns/activitystreams","id":"https://x.example/","type":"Person","name":"EVILMARK"}""")),
        ("program", [0x7F, .. "ELF"u8, .. new byte[64]]),
    ];

    /// <summary>Files that begin like ones that are taken, and are nothing, or too much.</summary>
    public static IReadOnlyList<(string Name, byte[] File)> Broken { get; } =
    [
        ("huge.png", Pictures.Png(50_000, 50_000)),
        ("negative.png", Pictures.Png(-1, int.MinValue)),
        ("large.png", Pictures.Png(8_000, 8_000)),
        ("huge.webp", Pictures.WebP(16_777_216, 16_777_216)),
        ("huge.gif", Pictures.Gif(65_535, 65_535)),
        ("long.gif", Gif(10_000)),
        ("empty.gif", Gif(0)),
        ("huge.jpg", [0xFF, 0xD8, 0xFF, 0xC0, 0, 11, 8, 0xC3, 0x50, 0xC3, 0x50, 1, 1, 0x11, 0, 0xFF, 0xD9]),
        ("nothing.jpg", [0xFF, 0xD8, 0xFF, 0xD9]),
        ("segments.jpg", [0xFF, 0xD8, .. Enumerable.Repeat<byte>(0xFF, 100_000)]),
        ("data.jpg", [0xFF, 0xD8, 0xFF, 0xC0, 0, 11, 8, 0, 8, 0, 8, 1, 1, 0x11, 0, .. Text(Mark)]),
        ("list.mp3", [.. "ID3\x04\0\0\0\0\0\0"u8, .. Text("#EXTM3U\nfile:///etc/passwd\n")]),
        ("list.mp4", [0, 0, 0, 20, .. "ftypisom"u8, 0, 0, 2, 0, .. "isom"u8, .. Text("#EXTM3U\nfile:///etc/passwd\n")]),
        ("list.webm", [0x1A, 0x45, 0xDF, 0xA3, .. Text("#EXTM3U\nfile:///etc/passwd\n")]),
        ("nothing.ogg", [.. "OggS"u8, .. new byte[1000]]),
        ("nothing.flac", [.. "fLaC"u8, .. new byte[1000]]),
        ("nothing.wav", [.. "RIFF\xFF\xFF\xFF\x7FWAVEfmt "u8, .. new byte[1000]]),
    ];

    /// <summary>Real files with something else in, before or after what is real, and real files that end early.</summary>
    public static async Task<IReadOnlyList<(string Name, byte[] File)>> MixedAsync()
    {
        var (jpeg, png, webP) = (await Samples.JpegAsync(64, 48), await Samples.PngAsync(64, 48), await Samples.WebPAsync(64, 48));
        var (video, sound) = (await Samples.VideoAsync(".mp4", "-c:v", "libx264", "-c:a", "aac", "-metadata", "title=EVILMARK"), await Samples.SoundAsync(".mp3", "-metadata", "title=EVILMARK"));
        var tail = Text("PK\x03\x04<script>alert('EVILMARK')</script><?php EVILMARK ?>");
        byte[] comment = [0xFF, 0xFE, 0, (byte)(tail.Length + 2), .. tail];
        return
        [
            ("page.html", [.. jpeg, .. tail]),
            ("comment.jpg", [.. jpeg.AsSpan(0, 2), .. comment, .. jpeg.AsSpan(2)]),
            ("page.png", [.. png, .. tail]),
            ("page.webp", [.. webP, .. tail]),
            ("page.gif", [.. Gif(1), .. tail]),
            ("page.mp4", [.. video, .. tail]),
            ("page.mp3", [.. sound, .. tail]),
            .. new[] { jpeg, png, webP, video, sound }.SelectMany(f => new[] { ("half", f[..(f.Length / 2)]), ("beginning", f[..40]), ("nearly", f[..^3]) }),
        ];
    }

    /// <summary>A GIF of one pixel, so many times.</summary>
    public static byte[] Gif(int frames)
    {
        byte[] head = [.. "GIF89a"u8, 1, 0, 1, 0, 0x80, 0, 0, 0, 0, 0, 0xFF, 0xFF, 0xFF];
        byte[] frame = [0x21, 0xF9, 4, 0, 5, 0, 0, 0, 0x2C, 0, 0, 0, 0, 1, 0, 1, 0, 0, 2, 2, 0x44, 1, 0];
        return [.. head, .. Enumerable.Repeat(frame, frames).SelectMany(f => f), 0x3B];
    }

    private static byte[] Text(string text) => Encoding.Latin1.GetBytes(text);
}
