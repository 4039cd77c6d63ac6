using Microblog.Actors;
using Microblog.Data;
using Microblog.Notices.Polls;

namespace Microblog.Notices;

/// <summary>Makes a notice of what a local author typed.</summary>
public sealed class WriteNotice(WriteText write, LocalUris uris, Snowflake ids, TimeProvider clock)
{
    /// <summary>Writes the notice; storing it is the caller's.</summary>
    /// <exception cref="RefusalException">The text is empty or too long, or its poll is none.</exception>
    public async Task<Notice> RunAsync(Actor author, Draft draft, Parent? parent, CancellationToken ct)
    {
        var written = await write.RunAsync(author, draft, ct);
        var id = ids.Next();
        var notice = new Notice
        {
            Id = id,
            Uri = uris.Notice(id),
            Url = uris.NoticePage(author.Handle, id),
            AuthorId = author.Id,
            Html = written.Html,
            Text = written.Text,
            Summary = written.Summary,
            IsSensitive = written.IsSensitive,
            Language = draft.Language ?? "en",
            Visibility = Narrower(draft.Visibility, parent),
            InReplyToId = parent?.Id,
            InReplyToUri = parent?.Uri,
            Context = parent?.Context ?? uris.Context(id),
            PublishedAt = clock.GetUtcNow(),
            Poll = draft.Poll is { } poll ? Poll.Write(id, poll, clock.GetUtcNow()) : null,
        };
        foreach (var key in written.Tags)
            notice.Tags.Add(new NoticeTag { Key = key, NoticeId = id });
        foreach (var actorId in written.Named)
            notice.Addressees.Add(new Addressee { NoticeId = id, ActorId = actorId });
        return notice;
    }

    // A reply is never more open than what it replies to.
    private static Visibility Narrower(Visibility wanted, Parent? parent) =>
        parent is not null && parent.Visibility > wanted && parent.Visibility >= Visibility.Followers ? parent.Visibility : wanted;
}
