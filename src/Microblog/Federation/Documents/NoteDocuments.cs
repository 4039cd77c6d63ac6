using Microblog.Actors;
using Microblog.Data;
using Microblog.Emojis;
using Microblog.Media;
using Microblog.Notices;
using Microblog.Notices.Polls;
using Microblog.Notices.Quotes;
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
            .SingleOrDefaultAsync(ct) is { } columns ? (await WriteAsync([columns], ct))[0] : null;

    /// <summary>The activity by which the note came to be, with the id <c>{note}/activity</c>.</summary>
    public static Create CreateOf(Note note) => new(CreateIdOf(note.Id), note.AttributedTo, note);

    public static Uri CreateIdOf(Uri note) => new(note.AbsoluteUri + "/activity");

    /// <summary>The notes of columns that were read by <see cref="NoteColumns.Shape"/>, in their order.</summary>
    public async Task<IReadOnlyList<Note>> WriteAsync(IReadOnlyList<NoteColumns> notices, CancellationToken ct)
    {
        var asked = notices.Select(n => new HasParts(n.Id, "", n.HasPoll, n.HasAttachments, [n.Text, n.Summary])).ToList();
        var parts = await NoticeParts.ReadAsync(db, asked, viewer: null, ct);
        return [.. notices.Select(n => Write(n, parts))];
    }

    /// <summary>The activities by which notices and repeats came to be, in their order.</summary>
    public async Task<IReadOnlyList<Activity>> ActivitiesOfAsync(IReadOnlyList<NoteColumns> notices, CancellationToken ct)
    {
        var notes = await WriteAsync(notices, ct);
        return [.. notices.Zip(notes, (notice, note) => (Activity)(notice.RepeatOf is { } original ? Announces.Of(notice, original) : CreateOf(note)))];
    }

    /// <inheritdoc cref="ActivitiesOfAsync"/>
    public async Task<Activity> ActivityOfAsync(NoteColumns notice, CancellationToken ct) => (await ActivitiesOfAsync([notice], ct))[0];

    private Note Write(NoteColumns notice, NoticeParts parts)
    {
        var poll = parts.Polls.GetValueOrDefault(notice.Id);
        return WriteText(notice) with
        {
            Type = poll is null ? "Note" : "Question",
            Source = notice.Text is { } typed ? new NoteSource(typed, "text/plain") : null,
            Conversation = notice.Context?.AbsoluteUri,
            Replies = HasCollections(notice) ? uris.Replies(notice.Id) : null,
            Poll = poll is null ? null : PollOf(poll),
            Attachments = [.. parts.Attachments[notice.Id].Select(AttachmentOf)],
            Emojis =
            [
                .. parts.Emojis.In("", [notice.Text, notice.Summary, .. poll?.Choices.Select(c => c.Title) ?? []]).Select(EmojiOf),
            ],
        };
    }

    private Note WriteText(NoteColumns notice)
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
            notice.EditedAt,
            notice.Context)
        {
            Quote = QuoteOf(notice.Quote),
            InteractionPolicy = PolicyOf(notice),
            Likes = HasCollections(notice) ? uris.LikesOf(notice.Id) : null,
            Shares = HasCollections(notice) ? uris.SharesOf(notice.Id) : null,
        };
    }

    // They are shown of what everybody may read alone, whoever asks: to name them elsewhere would lead to nothing.
    private static bool HasCollections(NoteColumns notice) => notice.Visibility <= Visibility.Unlisted;

    // Once its author has said no, it is no quote any more; the link in the text stays.
    private static NoteQuote? QuoteOf(QuoteColumns? quote) => quote switch
    {
        { State: QuoteState.Approved } => new NoteQuote(quote.QuotedUri, quote.StampUri),
        { State: QuoteState.Pending } => new NoteQuote(quote.QuotedUri),
        _ => null,
    };

    // An empty list would be as good as none, so nobody is the author alone.
    private InteractionPolicy PolicyOf(NoteColumns notice)
    {
        var policy = notice.Visibility > Visibility.Unlisted ? QuotePolicy.Nobody : notice.QuotePolicy ?? QuotePolicy.Everyone;
        var who = policy switch
        {
            QuotePolicy.Everyone => Addressing.Public,
            QuotePolicy.Followers => notice.AuthorFollowers ?? uris.Followers(notice.AuthorId),
            _ => notice.AuthorUri,
        };
        return new InteractionPolicy { CanQuote = new InteractionRule([who], []) };
    }

    private static NotePoll PollOf(PollView poll) => new(
        [.. poll.Choices.Select(c => new NotePollChoice(c.Title, c.Votes))], poll.IsMultiple, poll.ClosesAt, poll.ClosedAt, poll.VotersCount);

    private static NoteAttachment AttachmentOf(Attachment attachment) => new(TypeOf(attachment.Kind), attachment.RemoteUrl, attachment.MediaType)
    {
        Description = attachment.Description,
        Blurhash = attachment.Blurhash,
        Focus = attachment is { FocalX: { } x, FocalY: { } y } ? new FocalPoint(x, y) : null,
        Width = attachment.Width,
        Height = attachment.Height,
        Duration = attachment.Duration is { } seconds ? TimeSpan.FromSeconds(seconds) : null,
        Preview = attachment.PreviewUrl,
    };

    internal static EmojiTag EmojiOf(CustomEmoji emoji) =>
        new(emoji.Shortcode, emoji.ImageUrl, emoji.Uri, emoji.UpdatedAt) { MediaType = emoji.MediaType };

    private static string TypeOf(AttachmentKind kind) => kind switch
    {
        AttachmentKind.Image => "Image",
        AttachmentKind.Video or AttachmentKind.Animation => "Video",
        AttachmentKind.Audio => "Audio",
        _ => "Document",
    };

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
