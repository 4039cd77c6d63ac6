using Microblog.Actors;
using Microblog.Data;
using Microblog.Notices.Text;
using Microblog.Relations;
using Microblog.Web;
using Microsoft.EntityFrameworkCore;

namespace Microblog.Notices;

/// <summary>Makes a notice of what a local author typed: finds whom it names, and writes its HTML.</summary>
public sealed class WriteNotice(Db db, LocalUris uris, Snowflake ids, MicroblogSettings settings, TimeProvider clock)
{
    /// <summary>Writes the notice; storing it is the caller's.</summary>
    /// <exception cref="RefusalException">The text is empty or too long.</exception>
    public async Task<Notice> RunAsync(Actor author, Draft draft, Parent? parent, CancellationToken ct)
    {
        var text = draft.Text.ReplaceLineEndings("\n").Trim();
        var segments = NoticeText.Parse(text);
        if (text.Length == 0)
            throw new RefusalException(Refusal.EmptyNotice);
        if (NoticeText.Length(segments) + NoticeText.Length(draft.Summary ?? "") > settings.Notices.MaxLength)
            throw new RefusalException(Refusal.NoticeTooLong);

        var mentioned = await FindMentionedAsync(author, segments, ct);
        var id = ids.Next();
        var notice = new Notice
        {
            Id = id,
            Uri = uris.Notice(id),
            Url = uris.NoticePage(author.Handle, id),
            AuthorId = author.Id,
            Html = NoticeText.ToHtml(segments, m => TargetOf(m, mentioned), uris.TagBase),
            Text = text,
            Summary = string.IsNullOrWhiteSpace(draft.Summary) ? null : draft.Summary.Trim(),
            IsSensitive = draft.IsSensitive || !string.IsNullOrWhiteSpace(draft.Summary),
            Language = draft.Language ?? "en",
            Visibility = Narrower(draft.Visibility, parent),
            InReplyToId = parent?.Id,
            PublishedAt = clock.GetUtcNow(),
        };
        foreach (var key in segments.OfType<HashtagSegment>().Select(t => t.Key).Distinct(StringComparer.Ordinal).Take(Limits.Hashtags))
            notice.Tags.Add(new NoticeTag { Key = key, NoticeId = id });
        foreach (var actorId in mentioned.Select(m => m.Id).Distinct())
            notice.Addressees.Add(new Addressee { NoticeId = id, ActorId = actorId });
        return notice;
    }

    // A reply is never more open than what it replies to.
    private static Visibility Narrower(Visibility wanted, Parent? parent) =>
        parent is not null && parent.Visibility > wanted && parent.Visibility >= Visibility.Followers ? parent.Visibility : wanted;

    private async Task<List<Mentioned>> FindMentionedAsync(Actor author, IReadOnlyList<TextSegment> segments, CancellationToken ct)
    {
        var names = segments.OfType<MentionSegment>().Take(Limits.Mentions).ToList();
        if (names.Count == 0)
            return [];

        var keys = names.Select(m => Actor.KeyOf(m.Name)).Distinct(StringComparer.Ordinal).ToArray();
        var hosts = names.Select(HostOf).Distinct(StringComparer.Ordinal).ToArray();
        var found = await db.Actors
            .NotBlocking(author.Id)
            .Where(a => keys.Contains(a.HandleKey) && hosts.Contains(a.Host) && a.GoneAt == null && a.Id != InstanceActor.ActorId)
            .Select(a => new Mentioned(a.Id, a.HandleKey, a.Host, a.Url ?? a.Uri, a.Handle))
            .ToListAsync(ct);

        // Every name was looked for at every host; only those named together are meant.
        return found.FindAll(f => names.Exists(m => Actor.KeyOf(m.Name) == f.HandleKey && HostOf(m) == f.Host));
    }

    private MentionTarget? TargetOf(MentionSegment mention, List<Mentioned> found)
    {
        var (key, host) = (Actor.KeyOf(mention.Name), HostOf(mention));
        return found.Find(m => m.HandleKey == key && m.Host == host) is { } actor
            ? new MentionTarget(actor.Url.AbsoluteUri, actor.Handle)
            : null;
    }

    private string HostOf(MentionSegment mention) => mention.Host is null || mention.Host == uris.Host ? "" : mention.Host;

    private sealed record Mentioned(long Id, string HandleKey, string Host, Uri Url, string Handle);
}
