using Microblog.Actors;
using Microblog.Data;
using Microblog.Media;
using Microsoft.EntityFrameworkCore;

namespace Microblog.Emojis;

/// <summary>Makes an emoji of people here out of a picture, or gives one another picture.</summary>
public sealed class ImportEmoji(Db db, EmojiFiles files, LocalUris uris, Snowflake ids, TimeProvider clock)
{
    public const int LongestShortcode = 64;

    /// <summary>Largest picture: what other servers take too.</summary>
    public const int MostBytes = 256 * 1024;

    /// <summary>Widest and highest picture.</summary>
    public const int MostPixels = 2048;

    /// <summary>Stores the picture and the emoji.</summary>
    /// <param name="picture">A whole file; its own bytes say what it is.</param>
    /// <exception cref="RefusalException">The shortcode or the picture is none, or the picture is too large.</exception>
    public async Task<CustomEmoji> RunAsync(string shortcode, ReadOnlyMemory<byte> picture, CancellationToken ct)
    {
        if (shortcode.Length is < 2 or > LongestShortcode || !shortcode.All(c => char.IsAsciiLetterOrDigit(c) || c == '_'))
            throw new RefusalException(Refusal.ShortcodeInvalid);
        if (picture.Length > MostBytes)
            throw new RefusalException(Refusal.PictureTooLarge);
        if (PictureHeader.Read(picture.Span) is not { Width: <= MostPixels, Height: <= MostPixels } header)
            throw new RefusalException(Refusal.PictureNotUnderstood);

        var file = await files.StoreAsync(picture, header.Extension, ct);
        try
        {
            return await db.AgainIfOvertakenAsync(() => SaveAsync(shortcode, file, header.MediaType, ct));
        }
        catch
        {
            files.Delete(file);
            throw;
        }
    }

    private async Task<CustomEmoji> SaveAsync(string shortcode, string file, string mediaType, CancellationToken ct)
    {
        var emoji = await db.Emojis.SingleOrDefaultAsync(e => e.Host == "" && e.Shortcode == shortcode, ct);
        var former = emoji?.File;
        if (emoji is null)
        {
            var id = ids.Next();
            emoji = new CustomEmoji { Id = id, Shortcode = shortcode, Host = "", Uri = uris.Emoji(id), ImageUrl = uris.EmojiFile(file), UpdatedAt = default };
            db.Emojis.Add(emoji);
        }

        (emoji.File, emoji.MediaType, emoji.ImageUrl, emoji.UpdatedAt) = (file, mediaType, uris.EmojiFile(file), clock.GetUtcNow());
        await db.SaveChangesAsync(ct);
        if (former is not null)
            files.Delete(former);
        return emoji;
    }
}
