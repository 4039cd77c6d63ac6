using Microblog.Data;
using Microblog.Media;
using Microblog.Notices.Text;
using Microsoft.EntityFrameworkCore;

namespace Microblog.Emojis;

/// <summary>The emoji that some texts use, read at once.</summary>
public sealed class EmojiSet
{
    public static readonly EmojiSet Empty = new([]);

    private readonly Dictionary<(string Host, string Shortcode), CustomEmoji> emojis;

    private EmojiSet(IEnumerable<CustomEmoji> emojis) => this.emojis = emojis.ToDictionary(e => (e.Host, e.Shortcode));

    /// <summary>Reads what the texts use.</summary>
    /// <param name="texts">Texts and HTML of ours, each with the host of who wrote it; empty for people here.</param>
    /// <returns>Without a question to the database where no text holds a shortcode.</returns>
    public static async Task<EmojiSet> ReadAsync(Db db, IEnumerable<(string Host, string? Text)> texts, CancellationToken ct)
    {
        var used = texts
            .SelectMany(t => Shortcodes.In(t.Text).Select(code => (t.Host, Shortcode: code)))
            .ToHashSet();
        if (used.Count == 0)
            return Empty;

        var hosts = used.Select(u => u.Host).Distinct(StringComparer.Ordinal).ToArray();
        var codes = used.Select(u => u.Shortcode).Distinct(StringComparer.Ordinal).ToArray();
        var found = await db.Emojis.AsNoTracking()
            .Where(e => hosts.Contains(e.Host) && codes.Contains(e.Shortcode))
            .ToListAsync(ct);
        return new(found.Where(e => used.Contains((e.Host, e.Shortcode))));
    }

    /// <summary>Those of one host that the texts use, in order of their shortcodes.</summary>
    public IReadOnlyList<CustomEmoji> In(string host, params IEnumerable<string?> texts) => emojis.Count == 0
        ? []
        : [
            .. Shortcodes.In(texts).Order(StringComparer.Ordinal)
                .Select(code => emojis.GetValueOrDefault((host, code)))
                .OfType<CustomEmoji>(),
        ];

    /// <summary>How a shortcode of one host is shown on a page; null when it stands for nothing.</summary>
    public EmojiPicture? Find(string host, string shortcode)
    {
        if (!emojis.TryGetValue((host, shortcode), out var emoji))
            return null;
        return emoji.IsLocal
            ? new($"/emojis/files/{emoji.File}", $":{shortcode}:")
            : new(RemoteAddress.OfEmoji(emoji.Id, emoji.ImageUrl), $":{shortcode}: · {host}");
    }
}
