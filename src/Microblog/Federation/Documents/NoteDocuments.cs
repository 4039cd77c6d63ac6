using Microblog.Actors;
using Microblog.Data;
using Microblog.Notices;
using Microblog.Notices.Text;
using Microblog.Protocols.ActivityPub;
using Microsoft.EntityFrameworkCore;

namespace Microblog.Federation.Documents;

/// <summary>Writes notices of people here as ActivityPub says them.</summary>
public sealed class NoteDocuments(Db db, LocalUris uris)
{
    /// <summary>The notice as a Note, whoever may read it: whom it is sent to or shown to is the caller's to judge.</summary>
    /// <returns>Null when there is no such notice, or it is not by somebody here.</returns>
    public async Task<Note?> OfAsync(long noticeId, CancellationToken ct) =>
        await db.Notices
            .Where(n => n.Id == noticeId && n.Author!.Host == "" && n.RepeatOfId == null)
            .Select(NoteColumns.Shape)
            .SingleOrDefaultAsync(ct) is { } columns ? Write(columns) : null;

    /// <summary>The activity by which the note came to be, with the id <c>{note}/activity</c>.</summary>
    public static Create CreateOf(Note note) => new(CreateIdOf(note.Id), note.AttributedTo, note);

    public static Uri CreateIdOf(Uri note) => new(note.AbsoluteUri + "/activity");

    /// <summary>The note of columns that were read by <see cref="NoteColumns.Shape"/>.</summary>
    public Note Write(NoteColumns notice)
    {
        var (to, cc) = Addressing.For(
            AudienceOf(notice.Visibility), notice.AuthorFollowers ?? uris.Followers(notice.AuthorId), notice.Mentions.Select(m => m.Uri));
        return new Note(
            notice.Uri,
            notice.AuthorUri,
            notice.Html.Value,
            notice.PublishedAt,
            notice.Url,
            notice.InReplyTo,
            notice.Summary,
            notice.IsSensitive,
            notice.Language,
            to,
            cc,
            [.. notice.Mentions.Select(m => new MentionTag(m.Uri, $"@{m.Handle}@{(m.Host.Length == 0 ? uris.Host : m.Host)}"))],
            HashtagsIn(notice.Text),
            notice.EditedAt)
        {
            Likes = uris.LikesOf(notice.Id),
            Shares = uris.SharesOf(notice.Id),
        };
    }

    /// <summary>The activity by which a notice or a repeat came to be.</summary>
    public Activity ActivityOf(NoteColumns notice) =>
        notice.RepeatOf is { } original ? Announces.Of(notice, original) : CreateOf(Write(notice));

    private HashTag[] HashtagsIn(string? text) =>
    [
        .. NoticeText.Parse(text ?? "").OfType<HashtagSegment>()
            .DistinctBy(t => t.Key, StringComparer.Ordinal)
            .Select(t => new HashTag(t.Name, new Uri(uris.TagBase + Uri.EscapeDataString(t.Key)))),
    ];

    internal static Audience AudienceOf(Visibility visibility) => visibility switch
    {
        Visibility.Public => Audience.Public,
        Visibility.Unlisted => Audience.Unlisted,
        Visibility.Followers => Audience.Followers,
        _ => Audience.Direct,
    };
}
