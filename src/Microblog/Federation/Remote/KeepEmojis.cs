using Microblog.Actors;
using Microblog.Data;
using Microblog.Emojis;
using Microblog.Moderation.Domains;
using Microblog.Protocols.ActivityPub;
using Microsoft.EntityFrameworkCore;

namespace Microblog.Federation.Remote;

/// <summary>Keeps what another server says of its emoji: the newest of each.</summary>
public sealed class KeepEmojis(Db db, DomainPolicies policies, Snowflake ids)
{
    /// <summary>Stores what is new or newer.</summary>
    /// <param name="sender">Who used them: they count for that server alone, and only where they are of no other.</param>
    public async Task RunAsync(IReadOnlyList<EmojiTag> tags, Actor sender, CancellationToken ct)
    {
        var own = tags
            .Where(t => t.Id is null || Origin.Same(t.Id, sender.Uri))
            .Take(Protocols.ActivityPub.Limits.Emojis)
            .ToList();
        if (own.Count == 0 || sender.Host.Length == 0 || (await policies.OfAsync(sender.Host, ct)).RejectsMedia)
            return;

        var codes = own.Select(t => t.Name).ToArray();
        var known = await db.Emojis.AsNoTracking()
            .Where(e => e.Host == sender.Host && codes.Contains(e.Shortcode))
            .ToDictionaryAsync(e => e.Shortcode, StringComparer.Ordinal, ct);
        var news = own.FindAll(t => !known.TryGetValue(t.Name, out var old) || IsNewer(t, old));
        if (news.Exists(t => !known.ContainsKey(t.Name)) && await db.Emojis.CountAsync(e => e.Host == sender.Host, ct) >= CustomEmoji.MostOfHost)
            news.RemoveAll(t => !known.ContainsKey(t.Name));
        foreach (var tag in news)
            await StoreAsync(tag, sender.Host, ct);
    }

    private static DateTimeOffset AgeOf(EmojiTag tag) => tag.Updated ?? DateTimeOffset.UnixEpoch;

    // Where neither says when, what is heard last counts.
    private static bool IsNewer(EmojiTag tag, CustomEmoji old) =>
        AgeOf(tag) > old.UpdatedAt || (AgeOf(tag) == old.UpdatedAt && !Ids.Same(tag.Icon, old.ImageUrl));

    // Two of that server's people may use a new one at the same moment.
    private Task StoreAsync(EmojiTag tag, string host, CancellationToken ct) => db.Database.ExecuteSqlAsync(
        $"""
        INSERT INTO emojis (id, shortcode, host, uri, image_url, updated_at)
        VALUES ({ids.Next()}, {tag.Name}, {host}, {tag.Id?.AbsoluteUri}, {tag.Icon.AbsoluteUri}, {AgeOf(tag).ToUnixTimeMilliseconds()})
        ON CONFLICT (host, shortcode) DO UPDATE
        SET uri = excluded.uri, image_url = excluded.image_url, updated_at = excluded.updated_at
        WHERE emojis.updated_at <= excluded.updated_at
        """,
        ct);
}
