using System.Buffers.Binary;

namespace Microblog.Tests.Media;

/// <summary>Pictures by their headers alone: nothing here decodes them.</summary>
internal static class Pictures
{
    public static byte[] Png(int width, int height)
    {
        var file = new byte[64];
        byte[] start = [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 13, (byte)'I', (byte)'H', (byte)'D', (byte)'R'];
        start.CopyTo(file, 0);
        BinaryPrimitives.WriteInt32BigEndian(file.AsSpan(16), width);
        BinaryPrimitives.WriteInt32BigEndian(file.AsSpan(20), height);
        return file;
    }

    public static byte[] Gif(ushort width, ushort height)
    {
        var file = new byte[32];
        "GIF89a"u8.CopyTo(file);
        BinaryPrimitives.WriteUInt16LittleEndian(file.AsSpan(6), width);
        BinaryPrimitives.WriteUInt16LittleEndian(file.AsSpan(8), height);
        return file;
    }

    /// <summary>Of the extended kind.</summary>
    public static byte[] WebP(int width, int height)
    {
        var file = new byte[64];
        "RIFF"u8.CopyTo(file);
        "WEBPVP8X"u8.CopyTo(file.AsSpan(8));
        BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(24), width - 1);
        BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(27), height - 1);
        return file;
    }

    public static byte[] LosslessWebP(int width, int height)
    {
        var file = new byte[64];
        "RIFF"u8.CopyTo(file);
        "WEBPVP8L"u8.CopyTo(file.AsSpan(8));
        file[20] = 0x2F;
        BinaryPrimitives.WriteUInt32LittleEndian(file.AsSpan(21), (uint)(width - 1) | ((uint)(height - 1) << 14));
        return file;
    }

    public static byte[] LossyWebP(ushort width, ushort height)
    {
        var file = new byte[64];
        "RIFF"u8.CopyTo(file);
        "WEBPVP8 "u8.CopyTo(file.AsSpan(8));
        byte[] sync = [0x9D, 0x01, 0x2A];
        sync.CopyTo(file, 23);
        BinaryPrimitives.WriteUInt16LittleEndian(file.AsSpan(26), width);
        BinaryPrimitives.WriteUInt16LittleEndian(file.AsSpan(28), height);
        return file;
    }
}
