using Microblog.Media;

namespace Microblog.Tests.Media;

public sealed class PictureHeaderTests
{
    [Fact]
    public void The_bytes_say_what_a_picture_is_and_how_large()
    {
        Assert.Equal(new PictureHeader("image/png", ".png", 640, 480), PictureHeader.Read(Pictures.Png(640, 480)));
        Assert.Equal(new PictureHeader("image/gif", ".gif", 640, 480), PictureHeader.Read(Pictures.Gif(640, 480)));
        Assert.Equal(new PictureHeader("image/webp", ".webp", 640, 480), PictureHeader.Read(Pictures.WebP(640, 480)));
        Assert.Equal(new PictureHeader("image/webp", ".webp", 640, 480), PictureHeader.Read(Pictures.LosslessWebP(640, 480)));
        Assert.Equal(new PictureHeader("image/webp", ".webp", 640, 480), PictureHeader.Read(Pictures.LossyWebP(640, 480)));
    }

    [Fact]
    public void Anything_else_is_no_picture_and_nothing_is_read_past_its_end()
    {
        byte[][] whole = [Pictures.Png(1, 1), Pictures.Gif(1, 1), Pictures.WebP(1, 1), Pictures.LosslessWebP(1, 1), Pictures.LossyWebP(1, 1)];
        foreach (var picture in whole)
        {
            for (var length = 0; length < 13; length++)
                Assert.Null(PictureHeader.Read(picture.AsSpan(0, length)));
            for (var length = 13; length < picture.Length; length++)
                PictureHeader.Read(picture.AsSpan(0, length));
        }

        Assert.Null(PictureHeader.Read(Pictures.Png(0, 1)));
        Assert.Null(PictureHeader.Read(Pictures.Png(-1, 1)));
        Assert.Null(PictureHeader.Read("<svg/>                                       "u8));
    }
}
