using Microblog.Actors;
using Microblog.Data;
using Microblog.Notices;
using Microblog.Notices.Text;
using Microblog.Protocols.ActivityPub;
using Microblog.Relations;
using Microsoft.EntityFrameworkCore;

namespace Microblog.Federation.Inbox;

/// <summary>Makes a notice of a note that another server sent: cleans it and finds whom it names.</summary>
public sealed class HearNotice(Db db, Snowflake ids, TimeProvider clock)
{
    /// <summary>Writes the notice; storing it is the caller's.</summary>
    public async Task<Notice> WriteAsync(Note note, Actor author, CancellationToken ct)
    {
        var id = await FreeIdAsync(note.Published, ct);
        var notice = new Notice
        {
            Id = id,
            Uri = note.Id,
            Url = note.Url,
            AuthorId = author.Id,
            Html = HtmlCleaner.Clean(note.Content),
            Summary = note.Summary,
            IsSensitive = note.Sensitive || note.Summary is not null,
            Language = note.Language,
            Visibility = VisibilityOf(Addressing.AudienceOf(note, author.FollowersUri)),
            InReplyToId = await KnownAsync(note.InReplyTo, ct),
            InReplyToUri = note.InReplyTo,
            RepliesUri = note.Replies,
            PublishedAt = note.Published is { } published && published < clock.GetUtcNow() ? published : clock.GetUtcNow(),
            EditedAt = note.Updated,
        };
        foreach (var key in TagsOf(note))
            notice.Tags.Add(new NoticeTag { Key = key, NoticeId = id });
        foreach (var actorId in await NamedAsync(note, author, ct))
            notice.Addressees.Add(new Addressee { NoticeId = id, ActorId = actorId });
        return notice;
    }

    /// <summary>The keys of a note's tags, each once.</summary>
    public static IEnumerable<string> TagsOf(Note note) => note.Hashtags
        .Select(t => Hashtag.KeyOf(t.Name))
        .Where(k => k.Length is > 0 and <= Hashtag.MaxLength)
        .Distinct(StringComparer.Ordinal);

    /// <summary>Who may read it.</summary>
    internal static Visibility VisibilityOf(Audience audience) => audience switch
    {
        Audience.Public => Visibility.Public,
        Audience.Unlisted => Visibility.Unlisted,
        Audience.Followers => Visibility.Followers,
        _ => Visibility.Direct,
    };

    private async Task<long> FreeIdAsync(DateTimeOffset? published, CancellationToken ct)
    {
        var id = ids.At(published);
        while (await db.Notices.AnyAsync(n => n.Id == id, ct))
            id = ids.At(published);
        return id;
    }

    private async Task<long?> KnownAsync(Uri? inReplyTo, CancellationToken ct) => inReplyTo is null
        ? null
        : await db.Notices.Where(n => n.Uri == inReplyTo).Select(n => n.RepeatOfId ?? (long?)n.Id).SingleOrDefaultAsync(ct);

    // Those mentioned, and those addressed by name alone, as far as we know them and none has blocked the other.
    private async Task<List<long>> NamedAsync(Note note, Actor author, CancellationToken ct)
    {
        var uris = note.Mentions.Select(m => m.Href).Concat(note.To).Concat(note.Cc).Distinct(Ids.Comparer).ToArray();
        return await db.Actors.NotBlocking(author.Id).Where(a => uris.Contains(a.Uri)).Select(a => a.Id).ToListAsync(ct);
    }
}
