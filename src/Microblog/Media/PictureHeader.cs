using System.Buffers.Binary;

namespace Microblog.Media;

/// <summary>What the first bytes of a picture say of it. Only three formats are known; nothing is decoded.</summary>
/// <param name="MediaType">One of ours, whatever the file was called.</param>
/// <param name="Extension">With its dot.</param>
/// <remarks>Source: PNG (ISO 15948) §5.2, §11.2.2; GIF89a §17, §18; RFC 9649 §2.5–2.7 (WebP).</remarks>
public sealed record PictureHeader(string MediaType, string Extension, int Width, int Height)
{
    private static ReadOnlySpan<byte> PngStart => [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 13, (byte)'I', (byte)'H', (byte)'D', (byte)'R'];

    /// <summary>Reads it; null for anything else, and for a picture without a width or height.</summary>
    public static PictureHeader? Read(ReadOnlySpan<byte> file)
    {
        var header = ReadPng(file) ?? ReadGif(file) ?? ReadWebP(file);
        return header is { Width: > 0, Height: > 0 } ? header : null;
    }

    private static PictureHeader? ReadPng(ReadOnlySpan<byte> file) => file.Length >= 33 && file.StartsWith(PngStart)
        ? new("image/png", ".png", BinaryPrimitives.ReadInt32BigEndian(file[16..]), BinaryPrimitives.ReadInt32BigEndian(file[20..]))
        : null;

    private static PictureHeader? ReadGif(ReadOnlySpan<byte> file) => file.Length >= 13 && (file.StartsWith("GIF87a"u8) || file.StartsWith("GIF89a"u8))
        ? new("image/gif", ".gif", BinaryPrimitives.ReadUInt16LittleEndian(file[6..]), BinaryPrimitives.ReadUInt16LittleEndian(file[8..]))
        : null;

    private static PictureHeader? ReadWebP(ReadOnlySpan<byte> file)
    {
        if (file.Length < 30 || !file.StartsWith("RIFF"u8) || !file[8..].StartsWith("WEBP"u8))
            return null;
        var kind = file[12..16];
        var data = file[20..];
        if (kind.SequenceEqual("VP8X"u8))
            return WebP(1 + UInt24(data[4..]), 1 + UInt24(data[7..]));
        if (kind.SequenceEqual("VP8L"u8) && data[0] == 0x2F)
        {
            var bits = BinaryPrimitives.ReadUInt32LittleEndian(data[1..]);
            return WebP(1 + (int)(bits & 0x3FFF), 1 + (int)((bits >> 14) & 0x3FFF));
        }

        return kind.SequenceEqual("VP8 "u8) && data[3..].StartsWith<byte>([0x9D, 0x01, 0x2A])
            ? WebP(BinaryPrimitives.ReadUInt16LittleEndian(data[6..]) & 0x3FFF, BinaryPrimitives.ReadUInt16LittleEndian(data[8..]) & 0x3FFF)
            : null;
    }

    private static PictureHeader WebP(int width, int height) => new("image/webp", ".webp", width, height);

    private static int UInt24(ReadOnlySpan<byte> bytes) => bytes[0] | (bytes[1] << 8) | (bytes[2] << 16);
}
