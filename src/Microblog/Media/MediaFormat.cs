namespace Microblog.Media;

/// <summary>A format that is taken. Its first bytes say which it is; neither its name nor what its sender claims.</summary>
/// <param name="Demuxer">The only reader that ffmpeg may use.</param>
/// <param name="Decoders">The only decoders that ffmpeg may use, separated by commas.</param>
/// <remarks>
/// Source: PNG (ISO 15948) §5.2; GIF89a §17; JPEG (ITU T.81) B.1.1.3; RFC 9649 (WebP); ISO 14496-12 §4.3; RFC 8794 (EBML);
/// RFC 3533 (Ogg); RFC 9639 (FLAC); RIFF; ID3v2; ISO 11172-3 (MPEG audio). There is no playlist among them, and no SVG.
/// </remarks>
public sealed record MediaFormat(AttachmentKind Kind, string Demuxer, string Decoders)
{
    /// <summary>How many of a file's first bytes are looked at.</summary>
    public const int BytesNeeded = 64;

    private const string Sounds = "aac,mp3,mp3float,opus,vorbis,flac,alac,ac3,eac3,pcm_s16le,pcm_s16be,pcm_s24le,pcm_f32le,pcm_u8";
    private const string Films = "h264,hevc,mpeg4,vp8,vp9,av1,libdav1d," + Sounds;

    public static readonly MediaFormat Png = new(AttachmentKind.Image, "png_pipe", "png");
    public static readonly MediaFormat Jpeg = new(AttachmentKind.Image, "jpeg_pipe", "mjpeg");
    public static readonly MediaFormat Gif = new(AttachmentKind.Image, "gif", "gif");
    public static readonly MediaFormat WebP = new(AttachmentKind.Image, "webp_pipe", "webp");
    public static readonly MediaFormat Mp4 = new(AttachmentKind.Video, "mov", Films);
    public static readonly MediaFormat Matroska = new(AttachmentKind.Video, "matroska", Films);
    public static readonly MediaFormat Ogg = new(AttachmentKind.Audio, "ogg", Sounds);
    public static readonly MediaFormat Mp3 = new(AttachmentKind.Audio, "mp3", Sounds);
    public static readonly MediaFormat Aac = new(AttachmentKind.Audio, "aac", Sounds);
    public static readonly MediaFormat Flac = new(AttachmentKind.Audio, "flac", Sounds);
    public static readonly MediaFormat Wav = new(AttachmentKind.Audio, "wav", Sounds);

    /// <summary>What is announced as accepted; the bytes decide.</summary>
    public static readonly IReadOnlyList<string> MediaTypes =
    [
        "image/jpeg", "image/png", "image/gif", "image/webp",
        "video/mp4", "video/quicktime", "video/webm", "video/x-matroska",
        "audio/mpeg", "audio/mp3", "audio/ogg", "audio/vorbis", "audio/wav", "audio/x-wav", "audio/wave", "audio/flac", "audio/x-flac",
        "audio/aac", "audio/mp4", "audio/m4a", "audio/x-m4a", "audio/webm",
    ];

    public bool IsImage => Kind == AttachmentKind.Image;

    /// <summary>The format; null for anything that is not taken.</summary>
    /// <param name="start">The first <see cref="BytesNeeded"/> bytes, or all.</param>
    public static MediaFormat? Of(ReadOnlySpan<byte> start)
    {
        if (start.StartsWith<byte>([0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A]))
            return Png;
        if (start.StartsWith<byte>([0xFF, 0xD8, 0xFF]))
            return Jpeg;
        if (start.StartsWith("GIF87a"u8) || start.StartsWith("GIF89a"u8))
            return Gif;
        if (start.StartsWith<byte>([0x1A, 0x45, 0xDF, 0xA3]))
            return Matroska;
        return OfRiff(start) ?? OfMp4(start) ?? OfSound(start);
    }

    private static MediaFormat? OfRiff(ReadOnlySpan<byte> start)
    {
        if (start.Length < 12 || !start.StartsWith("RIFF"u8))
            return null;
        return start[8..].StartsWith("WEBP"u8) ? WebP : start[8..].StartsWith("WAVE"u8) ? Wav : null;
    }

    // Pictures in the same container (HEIC, AVIF) have brands of their own, and are not taken.
    private static MediaFormat? OfMp4(ReadOnlySpan<byte> start)
    {
        if (start.Length < 12 || !start[4..].StartsWith("ftyp"u8))
            return null;
        var brand = start.Slice(8, 4);
        return brand.SequenceEqual("heic"u8) || brand.SequenceEqual("heix"u8) || brand.SequenceEqual("mif1"u8)
            || brand.SequenceEqual("msf1"u8) || brand.SequenceEqual("avif"u8) || brand.SequenceEqual("avis"u8)
                ? null
                : Mp4;
    }

    private static MediaFormat? OfSound(ReadOnlySpan<byte> start)
    {
        if (start.StartsWith("OggS"u8))
            return Ogg;
        if (start.StartsWith("fLaC"u8))
            return Flac;
        if (start.StartsWith("ID3"u8))
            return Mp3;
        if (start.Length < 2 || start[0] != 0xFF)
            return null;
        return start[1] switch
        {
            0xF1 or 0xF9 => Aac,
            0xFB or 0xFA or 0xF3 or 0xF2 => Mp3,
            _ => null,
        };
    }
}
