using Microblog.Actors;
using Microblog.Data;
using Microblog.Notices.Text;
using Microblog.Relations;
using Microblog.Web;
using Microsoft.EntityFrameworkCore;

namespace Microblog.Notices;

/// <summary>Makes of what a local author typed what is stored of it: finds whom it names, and writes its HTML.</summary>
public sealed class WriteText(Db db, LocalUris uris, MicroblogSettings settings)
{
    /// <summary>Writes it, whether it is a new notice or another version of one.</summary>
    /// <exception cref="RefusalException">The text is empty or too long.</exception>
    public async Task<Written> RunAsync(Actor author, Draft draft, CancellationToken ct)
    {
        var text = draft.Text.ReplaceLineEndings("\n").Trim();
        var segments = NoticeText.Parse(text);
        if (text.Length == 0)
            throw new RefusalException(Refusal.EmptyNotice);
        if (NoticeText.Length(segments) + NoticeText.Length(draft.Summary ?? "") > settings.Notices.MaxLength)
            throw new RefusalException(Refusal.NoticeTooLong);

        var mentioned = await FindMentionedAsync(author, segments, ct);
        return new(
            text,
            NoticeText.ToHtml(segments, m => TargetOf(m, mentioned), uris.TagBase),
            string.IsNullOrWhiteSpace(draft.Summary) ? null : draft.Summary.Trim(),
            draft.IsSensitive || !string.IsNullOrWhiteSpace(draft.Summary),
            [.. segments.OfType<HashtagSegment>().Select(t => t.Key).Distinct(StringComparer.Ordinal).Take(Limits.Hashtags)],
            [.. mentioned.Select(m => m.Id).Distinct()]);
    }

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

/// <summary>What a text became.</summary>
/// <param name="Text">As it was typed, trimmed.</param>
/// <param name="Summary">Null for no content warning.</param>
/// <param name="Tags">The keys of its tags, each once.</param>
/// <param name="Named">The actors it names.</param>
public sealed record Written(
    string Text, CleanHtml Html, string? Summary, bool IsSensitive, IReadOnlyList<string> Tags, IReadOnlyList<long> Named);
