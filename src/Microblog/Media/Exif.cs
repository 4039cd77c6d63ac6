using System.Buffers.Binary;

namespace Microblog.Media;

/// <summary>The one thing in Exif that is needed: which way up a picture is. Everything else in it is thrown away.</summary>
/// <remarks>Source: TIFF 6.0 §2; Exif 2.32 §4.6.2, tag 0x0112.</remarks>
internal static class Exif
{
    private const ushort Orientation = 0x0112;
    private const ushort Short = 3;

    /// <summary>From 1 to 8; 1 where it is not said.</summary>
    public static int OrientationOf(ReadOnlySpan<byte> tiff)
    {
        if (tiff.StartsWith("Exif\0\0"u8))
            tiff = tiff[6..];
        if (tiff.Length < 8)
            return 1;
        var isBig = tiff.StartsWith("MM\0*"u8);
        if (!isBig && !tiff.StartsWith("II*\0"u8))
            return 1;
        var directory = isBig ? BinaryPrimitives.ReadUInt32BigEndian(tiff[4..]) : BinaryPrimitives.ReadUInt32LittleEndian(tiff[4..]);
        return directory <= tiff.Length - 2 ? InDirectory(tiff, (int)directory, isBig) : 1;
    }

    private static int InDirectory(ReadOnlySpan<byte> tiff, int directory, bool isBig)
    {
        const int EntryLength = 12;
        var entries = UInt16(tiff[directory..], isBig);
        for (var i = 0; i < entries; i++)
        {
            var at = directory + 2 + (i * EntryLength);
            if (at + EntryLength > tiff.Length)
                return 1;
            var entry = tiff.Slice(at, EntryLength);
            if (UInt16(entry, isBig) == Orientation && UInt16(entry[2..], isBig) == Short)
                return UInt16(entry[8..], isBig) is >= 1 and <= 8 and var orientation ? orientation : 1;
        }

        return 1;
    }

    private static ushort UInt16(ReadOnlySpan<byte> bytes, bool isBig) =>
        isBig ? BinaryPrimitives.ReadUInt16BigEndian(bytes) : BinaryPrimitives.ReadUInt16LittleEndian(bytes);
}
