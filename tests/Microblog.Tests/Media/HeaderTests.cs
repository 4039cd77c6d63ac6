using Microblog.Media;

namespace Microblog.Tests.Media;

/// <summary>What is read of a file before anything decodes it.</summary>
public sealed class HeaderTests
{
    [Fact]
    public void The_pictures_of_a_gif_are_counted_without_decoding_them()
    {
        Assert.Equal(1, ImageFacts.Read(MediaFormat.Gif, HostileFiles.Gif(1))?.Frames);
        Assert.Equal(10_000, ImageFacts.Read(MediaFormat.Gif, HostileFiles.Gif(10_000))?.Frames);
    }

    [Fact]
    public void Nothing_is_read_past_the_end_of_a_file()
    {
        (MediaFormat Format, byte[] File)[] files =
        [
            (MediaFormat.Gif, HostileFiles.Gif(3)),
            (MediaFormat.Png, Pictures.Png(8, 8)),
            (MediaFormat.WebP, Pictures.WebP(8, 8)),
            (MediaFormat.WebP, Pictures.LosslessWebP(8, 8)),
            (MediaFormat.Jpeg, [0xFF, 0xD8, 0xFF, 0xE1, 0, 40, .. "Exif\0\0MM\0*"u8, 0, 0, 0, 8, 0, 9, .. new byte[22], 0xFF, 0xC0, 0, 11, 8, 0, 8, 0, 8, 1, 1, 0x11, 0]),
        ];
        foreach (var (format, file) in files)
        {
            Assert.NotNull(ImageFacts.Read(format, file));
            for (var length = 0; length < file.Length; length++)
                ImageFacts.Read(format, file.AsSpan(0, length));
            for (var at = 0; at < file.Length; at++)
            {
                byte[] changed = [.. file];
                changed[at] = 0xFF;
                ImageFacts.Read(format, changed);
                MediaFormat.Of(changed);
            }
        }
    }

    [Fact]
    public void A_picture_of_one_colour_has_the_hash_of_that_colour()
    {
        byte[] red = [.. Enumerable.Repeat<byte[]>([0xFF, 0, 0], 32 * 32).SelectMany(p => p)];

        // Four by three terms, the strength of the strongest, then the colour in base 83; black has nothing else.
        Assert.Equal("L00000fQfQfQfQfQfQfQfQfQfQfQ", Blurhash.Of(new byte[32 * 32 * 3], 32, 32));
        var hash = Blurhash.Of(red, 32, 32);
        Assert.Equal(("L", "TI:j", 28), (hash[..1], hash[2..6], hash.Length));
    }

    [Theory]
    [InlineData(100, 100, 100, 100)]
    [InlineData(1280, 720, 640, 360)]
    [InlineData(100_000, 1, 100_000, 1)]
    [InlineData(1, 1_000_000, 1, 480_000)]
    public void Something_that_is_made_smaller_keeps_its_shape(int width, int height, int fittedWidth, int fittedHeight) =>
        Assert.Equal((fittedWidth, fittedHeight), MediaLimits.Fit(width, height, MediaLimits.PreviewPixels));
}
