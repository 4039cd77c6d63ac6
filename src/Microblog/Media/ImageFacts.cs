using System.Buffers.Binary;

namespace Microblog.Media;

/// <summary>What a picture's own headers say, read before anything decodes it.</summary>
/// <param name="Width">As it is stored, before <paramref name="Orientation"/>.</param>
/// <param name="Orientation">From 1, upright, to 8, as Exif counts them.</param>
/// <param name="HasAlpha">It may be transparent.</param>
public sealed record ImageFacts(int Width, int Height, int Frames, int Orientation, bool HasAlpha)
{
    /// <summary>Reads them.</summary>
    /// <param name="file">The whole file.</param>
    /// <returns>Null where the file does not say how large the picture is, or ends before it says so.</returns>
    public static ImageFacts? Read(MediaFormat format, ReadOnlySpan<byte> file)
    {
        if (format == MediaFormat.Jpeg)
            return JpegHeader.Read(file);
        if (PictureHeader.Read(file) is not { } header)
            return null;
        var (frames, orientation, hasAlpha) = format == MediaFormat.Gif
            ? (GifFrames.Count(file), 1, true)
            : format == MediaFormat.Png ? ReadPng(file) : ReadWebP(file);
        return new(header.Width, header.Height, frames, orientation, hasAlpha);
    }

    // PNG §11: a length, a name, the data, a checksum. Of an animated one ffmpeg is asked for the still picture alone.
    private static (int Frames, int Orientation, bool HasAlpha) ReadPng(ReadOnlySpan<byte> file)
    {
        const int Signature = 8;
        const int Around = 12;
        var (frames, orientation, hasAlpha) = (1, 1, file[25] is 3 or 4 or 6);
        for (var at = Signature; at + Around <= file.Length;)
        {
            var length = BinaryPrimitives.ReadUInt32BigEndian(file[at..]);
            if (length > file.Length - at - Around)
                break;
            var name = file.Slice(at + 4, 4);
            var data = file.Slice(at + 8, (int)length);
            if (name.SequenceEqual("acTL"u8) && data.Length >= 4)
                frames = BinaryPrimitives.ReadInt32BigEndian(data);
            else if (name.SequenceEqual("eXIf"u8))
                orientation = Exif.OrientationOf(data);
            else if (name.SequenceEqual("tRNS"u8))
                hasAlpha = true;
            at += Around + (int)length;
        }

        return (frames, orientation, hasAlpha);
    }

    // RFC 9649 §2.3: a name, a length, the data, padded to an even length.
    private static (int Frames, int Orientation, bool HasAlpha) ReadWebP(ReadOnlySpan<byte> file)
    {
        const int Head = 8;
        var (frames, orientation, hasAlpha) = (0, 1, false);
        for (var at = 12; at + Head <= file.Length;)
        {
            var length = BinaryPrimitives.ReadUInt32LittleEndian(file[(at + 4)..]);
            if (length > file.Length - at - Head)
                break;
            var name = file.Slice(at, 4);
            var data = file.Slice(at + Head, (int)length);
            if (name.SequenceEqual("ANMF"u8))
                frames++;
            else if (name.SequenceEqual("EXIF"u8))
                orientation = Exif.OrientationOf(data);
            else if (name.SequenceEqual("ALPH"u8) || (name.SequenceEqual("VP8L"u8) && data.Length > 4 && (data[4] & 0x10) != 0))
                hasAlpha = true;
            at += Head + (int)length + (int)(length & 1);
        }

        return (Math.Max(frames, 1), orientation, hasAlpha);
    }
}
