using Microblog.Actors;
using Microblog.Data;
using Microblog.Notices.Text;
using Microblog.Relations;
using Microblog.Web;
using Microsoft.EntityFrameworkCore;

namespace Microblog.Notices;

/// <summary>Makes of what a local author typed what is stored of it: finds whom it names, and writes its HTML.</summary>
/// <remarks>Whoever is named and cannot be found stays text, also where nobody else is named.</remarks>
public sealed class WriteText(Db db, IMeetActors meet, LocalUris uris, MicroblogSettings settings)
{
    /// <summary>Writes it, whether it is a new notice or another version of one.</summary>
    /// <exception cref="RefusalException">The text is empty or too long.</exception>
    public async Task<Written> RunAsync(Actor author, Draft draft, CancellationToken ct)
    {
        var (text, segments) = Require(draft);
        var mentioned = await FindMentionedAsync(author, segments, ct);
        return new(
            text,
            NoticeText.ToHtml(segments, m => TargetOf(m, mentioned), uris.TagBase),
            string.IsNullOrWhiteSpace(draft.Summary) ? null : draft.Summary.Trim(),
            draft.IsSensitive || !string.IsNullOrWhiteSpace(draft.Summary),
            [.. segments.OfType<HashtagSegment>().Select(t => t.Key).Distinct(StringComparer.Ordinal).Take(Limits.Hashtags)],
            [.. mentioned.Select(m => m.Id).Distinct()]);
    }

    /// <summary>Asks what can be asked of a draft without finding whom it names.</summary>
    /// <returns>The text as it is stored, and its parts.</returns>
    /// <exception cref="RefusalException">It is empty or too long.</exception>
    public (string Text, IReadOnlyList<TextSegment> Segments) Require(Draft draft)
    {
        var text = draft.Text.ReplaceLineEndings("\n").Trim();
        var segments = NoticeText.Parse(text);
        if (text.Length == 0 && draft.MediaIds.Count == 0)
            throw new RefusalException(Refusal.EmptyNotice);
        if (NoticeText.Length(segments) + NoticeText.Length(draft.Summary ?? "") > settings.Notices.MaxLength)
            throw new RefusalException(Refusal.NoticeTooLong);
        return (text, segments);
    }

    private async Task<List<Mentioned>> FindMentionedAsync(Actor author, IReadOnlyList<TextSegment> segments, CancellationToken ct)
    {
        var names = segments.OfType<MentionSegment>().Take(Limits.Mentions).Select(NameOf).Distinct().ToList();
        if (names.Count == 0)
            return [];

        var keys = names.Select(n => n.Key).Distinct(StringComparer.Ordinal).ToArray();
        var hosts = names.Select(n => n.Host).Distinct(StringComparer.Ordinal).ToArray();
        var found = await db.Actors
            .NotBlocking(author.Id)
            .Where(a => keys.Contains(a.HandleKey) && hosts.Contains(a.Host) && a.GoneAt == null && a.Id != InstanceActor.ActorId)
            .Where(a => a.Host == "" || a.NameAskedAt != null)
            .Select(a => new Mentioned(a.Id, new TypedName(a.HandleKey, a.Host), a.Url ?? a.Uri, a.Handle))
            .ToListAsync(ct);

        // Every name was looked for at every host; only those named together are meant.
        found.RemoveAll(f => !names.Contains(f.Name));
        var strangers = names.FindAll(n => n.Host.Length > 0 && !found.Exists(f => f.Name == n));
        return strangers.Count == 0 ? found : [.. found, .. await MeetAsync(author, strangers, ct)];
    }

    /// <summary>Those of whom nobody here has heard yet, or only by others, as far as their own servers tell.</summary>
    private async Task<IEnumerable<Mentioned>> MeetAsync(Actor author, List<TypedName> strangers, CancellationToken ct)
    {
        var met = await meet.RunAsync([.. strangers.Take(Limits.Strangers).Select(n => n.ToString())], ct);
        var ids = met.Values.ToArray();
        var actors = await db.Actors
            .NotBlocking(author.Id)
            .Where(a => ids.Contains(a.Id) && a.GoneAt == null)
            .Select(a => new { a.Id, Url = a.Url ?? a.Uri, a.Handle })
            .ToListAsync(ct);

        // Where their server gives names for another host than its own, they go by what was typed in this text alone.
        return
            from name in strangers
            where met.ContainsKey(name.ToString())
            join actor in actors on met[name.ToString()] equals actor.Id
            select new Mentioned(actor.Id, name, actor.Url, actor.Handle);
    }

    private MentionTarget? TargetOf(MentionSegment mention, List<Mentioned> found)
    {
        var name = NameOf(mention);
        return found.Find(m => m.Name == name) is { } actor ? new MentionTarget(actor.Url.AbsoluteUri, actor.Handle) : null;
    }

    private TypedName NameOf(MentionSegment mention) => new(
        Actor.KeyOf(mention.Name), mention.Host is null || mention.Host == uris.Host ? "" : mention.Host);

    private sealed record TypedName(string Key, string Host)
    {
        public override string ToString() => $"{Key}@{Host}";
    }

    private sealed record Mentioned(long Id, TypedName Name, Uri Url, string Handle);
}

/// <summary>What a text became.</summary>
/// <param name="Text">As it was typed, trimmed.</param>
/// <param name="Summary">Null for no content warning.</param>
/// <param name="Tags">The keys of its tags, each once.</param>
/// <param name="Named">The actors it names.</param>
public sealed record Written(
    string Text, CleanHtml Html, string? Summary, bool IsSensitive, IReadOnlyList<string> Tags, IReadOnlyList<long> Named);
