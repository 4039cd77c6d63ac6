using Microblog.Actors;
using Microblog.Data;
using Microblog.Notices.Polls;
using Microblog.Notices.Quotes;
using Microblog.Notices.Text;

namespace Microblog.Notices;

/// <summary>Makes a notice of what a local author typed.</summary>
public sealed class WriteNotice(WriteText write, QuoteNotice quote, LocalUris uris, Snowflake ids, TimeProvider clock)
{
    /// <summary>Writes the notice; storing it is the caller's.</summary>
    /// <exception cref="RefusalException">The text is empty or too long, its poll is none, or what it quotes cannot be quoted.</exception>
    public async Task<Notice> RunAsync(Actor author, Draft draft, Parent? parent, CancellationToken ct)
    {
        var written = await write.RunAsync(author, draft, ct);
        var quoted = draft.QuotedId is { } quotedId ? await quote.FindAsync(author.Id, quotedId, ct) : null;
        var id = ids.Next();
        var notice = new Notice
        {
            Id = id,
            Uri = uris.Notice(id),
            Url = uris.NoticePage(author.Handle, id),
            AuthorId = author.Id,
            Html = quoted is null ? written.Html : NoticeText.Quoting(quoted.Address, written.Html),
            Text = written.Text,
            Summary = written.Summary,
            IsSensitive = written.IsSensitive,
            Language = draft.Language,
            Visibility = Narrower(Narrower(draft.Visibility, parent?.Visibility), quoted?.Visibility),
            InReplyToId = parent?.Id,
            InReplyToUri = parent?.Uri,
            Context = parent?.Context ?? uris.Context(id),
            PublishedAt = clock.GetUtcNow(),
            Poll = draft.Poll is { } poll ? Poll.Write(id, poll, clock.GetUtcNow()) : null,
            Quote = quoted is null ? null : await quote.WriteAsync(id, author.Id, quoted, ct),
            QuotePolicy = draft.QuotePolicy,
        };
        foreach (var key in written.Tags)
            notice.Tags.Add(new NoticeTag { Key = key, NoticeId = id });
        foreach (var actorId in written.Named)
            notice.Addressees.Add(new Addressee { NoticeId = id, ActorId = actorId });
        return notice;
    }

    // Nothing is more open than what it replies to or quotes.
    private static Visibility Narrower(Visibility wanted, Visibility? other) =>
        other is { } its && its > wanted && its >= Visibility.Followers ? its : wanted;
}
