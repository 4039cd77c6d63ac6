using System.Linq.Expressions;
using Microblog.Actors;
using Microblog.Data;
using Microblog.Moderation;
using Microblog.Notices;
using Microblog.Notices.Quotes;
using Microblog.Notices.Text;
using Microblog.Timelines;

namespace Microblog.ClientApi;

/// <summary>What of a row is shown to client apps: each shape is the projection of one statement.</summary>
public sealed class Shapes(Db db, LocalUris uris)
{
    private readonly string tagBase = uris.TagBase;
    private readonly Uri pictures = new(uris.Base, "images/");

    public Expression<Func<Actor, Account>> Account => actor => ClientApi.Account.Of(actor, pictures);

    /// <summary>Accounts with their places in a list.</summary>
    public IQueryable<InItsPlace<Account>> Accounts(IQueryable<PlacedActor> actors) =>
        actors.Select(a => new InItsPlace<Account> { Place = a.Id, Shown = ClientApi.Account.Of(a.Actor, pictures) });

    /// <summary>Accounts with what moderators see of them.</summary>
    /// <param name="stands">Whether a block counts.</param>
    internal IQueryable<Admin.AdminAccountRow> ForModerators(IQueryable<Actor> actors, Expression<Func<Block, bool>> stands) =>
        actors.Select(a => new Admin.AdminAccountRow
        {
            Id = a.Id,
            Handle = a.Handle,
            Host = a.Host,
            CreatedAt = a.CreatedAt,
            Role = a.Account == null ? null : a.Account.Role,
            Scopes = a.Blocks.AsQueryable().Where(stands).Select(b => b.Scope).ToList(),
            Account = ClientApi.Account.Of(a, pictures),
        });

    /// <summary>A status; of a repeat, with what it repeats.</summary>
    public Expression<Func<Notice, Status>> Status(Reader reader) => OwnStatus(reader).Holding(nameof(ClientApi.Status.Reblog), n => n.RepeatOf);

    private Expression<Func<Notice, Status>> OwnStatus(Reader reader)
    {
        var (viewer, now) = reader;
        var closed = Block.ClosesAccountAt(now);
        var marked = Block.MarksSensitiveAt(now);
        var counted = QuoteQueries.CountedAt(now);
        return notice => new Status
        {
            Id = ApiText.Id(notice.Id),
            CreatedAt = ApiText.Instant(notice.PublishedAt),
            InReplyToId = IdOrNull(notice.InReplyToId),
            InReplyToAccountId = IdOrNull((long?)notice.InReplyTo!.AuthorId),
            Sensitive = notice.IsSensitive || notice.Author!.Blocks.AsQueryable().Any(marked),
            SpoilerText = notice.Summary ?? "",
            Visibility = ApiText.Visibility(notice.Visibility),
            Language = notice.Language,
            Uri = notice.Uri.AbsoluteUri,
            Url = AddressOf(notice.Url, notice.Uri),
            RepliesCount = db.Notices.Count(r => r.InReplyToId == notice.Id && r.Visibility <= Visibility.Unlisted),
            EditedAt = ApiText.Instant(notice.EditedAt),
            Content = notice.Html.Value,
            Account = ClientApi.Account.Of(notice.Author!, pictures),
            Mentions = notice.Addressees
                .Where(a => !a.IsUnnamed)
                .OrderBy(a => a.ActorId)
                .Select(a => MentionOf(a.ActorId, a.Actor!.Handle, a.Actor.Host, a.Actor.Url, a.Actor.Uri))
                .ToList(),
            Tags = TagsIn(notice.Text, tagBase),
            Pinned = notice.Pins.Any(),
            FavouritesCount = notice.Likes.Count(l => l.Emoji == "" && !l.Actor!.Blocks.AsQueryable().Any(closed)),
            ReblogsCount = notice.Repeats.Count(r => r.Visibility <= Visibility.Unlisted && !r.Author!.Blocks.AsQueryable().Any(closed)),
            Favourited = notice.Likes.Any(l => l.ActorId == viewer && l.Emoji == ""),
            Reblogged = notice.Repeats.Any(r => r.AuthorId == viewer),
            Bookmarked = notice.Bookmarks.Any(b => b.ActorId == viewer),
            QuotesCount = notice.Quotes.AsQueryable().Count(counted),
            Quotes = notice.Quote == null ? null : new QuoteLine(notice.Quote.QuotedId, notice.Quote.QuotedUri, notice.Quote.State, notice.Quote.RequestUri != null),
            QuoteApproval = QuoteApproval.Of(
                notice.QuotePolicy, notice.Author!.Host == "", notice.Visibility, notice.AuthorId == viewer, notice.Author.Followers.Any(f => f.FollowerId == viewer && f.IsAccepted)),
            HasPoll = notice.Poll != null,
            HasAttachments = notice.Attachments.Any(),
        };
    }

    /// <summary>A hashtag of which only the key is known.</summary>
    public StatusTag TagOf(string key) => new(key, tagBase + Uri.EscapeDataString(key));

    private static string? IdOrNull(long? id) => id is { } known ? ApiText.Id(known) : null;

    private static string AddressOf(Uri? page, Uri uri) => (page ?? uri).AbsoluteUri;

    private static StatusMention MentionOf(long id, string handle, string host, Uri? page, Uri uri) =>
        new(ApiText.Id(id), handle, AddressOf(page, uri), host.Length == 0 ? handle : $"{handle}@{host}");

    private static StatusTag[] TagsIn(string? text, string tagBase) => text is null || !text.AsSpan().ContainsAny('#', '＃')
        ? []
        : [
            .. NoticeText.Parse(text).OfType<HashtagSegment>()
                .DistinctBy(t => t.Key, StringComparer.Ordinal)
                .Select(t => new StatusTag(t.Name, tagBase + Uri.EscapeDataString(t.Key))),
        ];
}
