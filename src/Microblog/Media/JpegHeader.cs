using System.Buffers.Binary;

namespace Microblog.Media;

/// <summary>What the segments before a JPEG's data say of it.</summary>
/// <remarks>Source: ITU T.81 B.1.1, B.2.2; Exif 2.32 §4.5.2.</remarks>
internal static class JpegHeader
{
    public static ImageFacts? Read(ReadOnlySpan<byte> file)
    {
        var orientation = 1;
        for (var at = 2; at + 4 <= file.Length;)
        {
            if (file[at] != 0xFF)
                return null;
            var marker = file[at + 1];
            if (marker == 0xFF)
            {
                at++;
                continue;
            }

            // The data begins, or the file ends: the size comes before that.
            if (marker is 0xDA or 0xD9)
                return null;
            var length = BinaryPrimitives.ReadUInt16BigEndian(file[(at + 2)..]);
            if (length < 2 || at + 2 + length > file.Length)
                return null;
            var data = file.Slice(at + 4, length - 2);
            if (IsFrame(marker))
                return Frame(data, orientation);
            if (marker == 0xE1 && data.StartsWith("Exif\0\0"u8))
                orientation = Exif.OrientationOf(data[6..]);
            at += 2 + length;
        }

        return null;
    }

    // SOF0 to SOF15, without the three that are tables.
    private static bool IsFrame(byte marker) => marker is >= 0xC0 and <= 0xCF and not (0xC4 or 0xC8 or 0xCC);

    private static ImageFacts? Frame(ReadOnlySpan<byte> data, int orientation)
    {
        if (data.Length < 6)
            return null;
        var (height, width) = (BinaryPrimitives.ReadUInt16BigEndian(data[1..]), BinaryPrimitives.ReadUInt16BigEndian(data[3..]));
        return width == 0 || height == 0 ? null : new(width, height, Frames: 1, orientation, HasAlpha: false);
    }
}
