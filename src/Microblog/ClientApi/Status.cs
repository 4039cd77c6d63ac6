using System.Text.Json.Serialization;
using Microblog.Filters;
using Microblog.Notices;
using Microblog.Notices.Quotes;
using Microblog.Notices.Text;

namespace Microblog.ClientApi;

/// <summary>A notice as client apps read it.</summary>
/// <remarks>Source: Mastodon API documentation, entity Status. What has no place here yet is empty, as it documents.</remarks>
public sealed record Status
{
    public required string Id { get; init; }
    public required string CreatedAt { get; init; }
    public required string? InReplyToId { get; init; }
    public required string? InReplyToAccountId { get; init; }
    public required bool Sensitive { get; init; }
    public required string SpoilerText { get; init; }
    public required string Visibility { get; init; }
    public required string? Language { get; init; }
    public required string Uri { get; init; }
    public required string Url { get; init; }
    public required int RepliesCount { get; init; }
    public required int ReblogsCount { get => Reblog?.ReblogsCount ?? field; init; }

    /// <summary>Plain likes: client apps know no emoji.</summary>
    public required int FavouritesCount { get => Reblog?.FavouritesCount ?? field; init; }
    public required int QuotesCount { get => Reblog?.QuotesCount ?? field; init; }
    public required string? EditedAt { get; init; }
    public required string Content { get; init; }

    /// <summary>What it repeats; what is counted of that is counted of this, too.</summary>
    public Status? Reblog { get; init; }
    public object? Application => null;
    public required Account Account { get; init; }
    public IReadOnlyList<MediaAttachment> MediaAttachments { get; private set; } = [];
    public required IReadOnlyList<StatusMention> Mentions { get; init; }
    public required IReadOnlyList<StatusTag> Tags { get; init; }
    public IReadOnlyList<StatusEmoji> Emojis { get; private set; } = [];
    public object? Card => null;
    public PollStatus? Poll { get; private set; }
    public StatusQuote? Quote { get; private set; }
    public required QuoteApproval QuoteApproval { get; init; }
    public required bool Favourited { get => Reblog?.Favourited ?? field; init; }
    public required bool Reblogged { get => Reblog?.Reblogged ?? field; init; }
    /// <summary>The viewer wants to hear no more of the conversation.</summary>
    public bool Muted { get => Reblog?.Muted ?? field; private set; }
    public required bool Bookmarked { get => Reblog?.Bookmarked ?? field; init; }
    public required bool Pinned { get; init; }
    /// <summary>The viewer's filters that are for it.</summary>
    public IReadOnlyList<FilterResult> Filtered { get; private set; } = [];

    /// <summary>What its author typed: only for the author, to write it anew.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Text { get; init; }

    /// <summary>Its row has a poll; which one is read for a whole page at once.</summary>
    [JsonIgnore]
    public bool HasPoll { get; init; }

    /// <summary>Likewise.</summary>
    [JsonIgnore]
    public bool HasAttachments { get; init; }

    /// <summary>What its row says that it quotes.</summary>
    [JsonIgnore]
    public QuoteLine? Quotes { get; init; }

    /// <summary>Where the viewer's filters leave it out.</summary>
    [JsonIgnore]
    internal FilterContexts HiddenIn { get; private set; }

    /// <summary>Which parts of it are to be read.</summary>
    internal HasParts Parts => new(ApiText.RequiredId(Id), Account.Host, HasPoll, HasAttachments, [Content, SpoilerText]);

    /// <summary>Adds what it quotes.</summary>
    internal void Fill(StatusQuote? quote) => Quote = quote;

    /// <summary>Adds that the viewer wants to hear no more of the conversation.</summary>
    internal void Mute() => Muted = true;

    /// <summary>Adds which of the viewer's filters are for it, or for what it repeats; what the viewer wrote is not filtered.</summary>
    internal void Filter(FilterMatcher filters, string? viewerId)
    {
        var shown = Reblog ?? this;
        if (shown.Account.Id == viewerId)
            return;
        string?[] texts =
        [
            HtmlCleaner.PlainText(shown.Content), shown.SpoilerText, .. shown.MediaAttachments.Select(m => m.Description), .. shown.Poll?.Options.Select(o => o.Title) ?? [],
        ];
        var matches = filters.Of(ApiText.RequiredId(shown.Id), [.. texts.OfType<string>()]);
        Filtered = [.. matches.Select(FilterResult.Of)];
        HiddenIn = matches.Where(m => m.Filter.Action == FilterAction.Hide).Aggregate(FilterContexts.None, (all, m) => all | m.Filter.Contexts);
    }

    /// <summary>Adds what is not in its row.</summary>
    internal void Fill(NoticeParts parts, Uri server, DateTimeOffset now)
    {
        var id = ApiText.RequiredId(Id);
        var poll = parts.Polls.GetValueOrDefault(id);
        Poll = poll is null ? null : PollStatus.Of(poll, parts.Emojis.In(Account.Host, poll.Choices.Select(c => c.Title)), server, now);
        MediaAttachments = [.. parts.Attachments[id].Select(a => MediaAttachment.Of(a, server))];
        Emojis = [.. parts.Emojis.In(Account.Host, Content, SpoilerText).Select(e => StatusEmoji.Of(e, server))];
    }
}

/// <summary>Somebody a status names.</summary>
public sealed record StatusMention(string Id, string Username, string Url, string Acct);

/// <summary>A hashtag of a status.</summary>
/// <param name="Name">Without the number sign.</param>
public sealed record StatusTag(string Name, string Url);
