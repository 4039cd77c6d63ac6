namespace Microblog.Media;

/// <summary>Counts the pictures of a GIF by walking its blocks: nothing is decoded.</summary>
/// <remarks>Source: GIF89a §15, §20, §23–26.</remarks>
internal static class GifFrames
{
    private const int Head = 13;
    private const int ImageHead = 10;

    /// <summary>How many there are; of a file that ends early, how many begin.</summary>
    public static int Count(ReadOnlySpan<byte> file)
    {
        var (at, frames) = (Head + TableLength(file[10]), 0);
        while (at < file.Length)
        {
            switch (file[at])
            {
                case 0x2C when at + ImageHead <= file.Length:
                    frames++;
                    at = AfterBlocks(file, at + ImageHead + TableLength(file[at + 9]) + 1);
                    break;
                case 0x21:
                    at = AfterBlocks(file, at + 2);
                    break;
                default:
                    return frames;
            }
        }

        return frames;
    }

    private static int TableLength(byte flags) => (flags & 0x80) == 0 ? 0 : 3 << ((flags & 7) + 1);

    private static int AfterBlocks(ReadOnlySpan<byte> file, int at)
    {
        while (at < file.Length && file[at] != 0)
            at += 1 + file[at];
        return at + 1;
    }
}
