using System.CommandLine;
using Microblog.Emojis;

namespace Microblog.CommandLine;

/// <summary><c>emoji import</c></summary>
internal static class EmojiCommands
{
    public static Command All(Runner runner)
    {
        var shortcode = new Argument<string>("SHORTCODE") { Description = "What people write between two colons." };
        var file = new Argument<string>("FILE") { Description = "A PNG, GIF or WebP picture." };
        return new Command("emoji", "Pictures that people here can use in what they write.")
        {
            runner.Command("import", "Make an emoji of a picture, or give one another picture.", [shortcode, file], async (errand, ct) =>
            {
                var picture = await ReadAsync(errand.Value(file), ct);
                var emoji = await errand.Get<ImportEmoji>().RunAsync(errand.Value(shortcode).Trim(':'), picture, ct);
                return new($":{emoji.Shortcode}: is {emoji.ImageUrl.AbsoluteUri}", new { emoji.Shortcode, Url = emoji.ImageUrl.AbsoluteUri, emoji.MediaType });
            }),
        };
    }

    // One byte more than fits is enough to know that it does not.
    private static async Task<byte[]> ReadAsync(string path, CancellationToken ct)
    {
        await using var file = File.OpenRead(path);
        var picture = new byte[ImportEmoji.MostBytes + 1];
        var length = await file.ReadAtLeastAsync(picture, picture.Length, throwOnEndOfStream: false, ct);
        return picture[..length];
    }
}
