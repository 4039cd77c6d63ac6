using System.Globalization;
using Microblog.Jobs;

namespace Microblog.Notices.Quotes;

/// <summary>Somebody here posted a notice that quotes one from elsewhere: its author is to be asked.</summary>
public sealed record QuoteAsked(long NoticeId, long AuthorId) : IFact
{
    public string Lane => AuthorId.ToString(CultureInfo.InvariantCulture);
}

/// <summary>A notice from here says something else about quotes than before, and is the same otherwise.</summary>
/// <param name="Change">Makes each change an activity of its own: at most one of each is sent.</param>
public sealed record QuoteChanged(long NoticeId, long AuthorId, string Change) : IFact
{
    public string Lane => AuthorId.ToString(CultureInfo.InvariantCulture);

    /// <summary>The author of what the notice quotes has answered, or taken the answer back.</summary>
    public static QuoteChanged To(QuoteState state, long noticeId, long authorId) =>
        new(noticeId, authorId, "quote-" + state.ToString().ToLowerInvariant());

    /// <summary>Its author lets others quote it than before.</summary>
    /// <param name="changeId">A new number for each change.</param>
    public static QuoteChanged Policy(long changeId, long noticeId, long authorId) =>
        new(noticeId, authorId, string.Create(CultureInfo.InvariantCulture, $"policies/{changeId}"));
}

/// <summary>It was decided whether somebody elsewhere may quote a notice from here.</summary>
/// <param name="AnswerId">Makes each answer an activity of its own.</param>
/// <param name="AuthorId">The author of the notice.</param>
/// <param name="StampId">Null when they may not.</param>
public sealed record QuoteAnswered(
    long AnswerId, long AuthorId, Uri RequestUri, long QuoterId, Uri QuotedUri, Uri QuotingUri, long? StampId) : IFact
{
    public string Lane => AuthorId.ToString(CultureInfo.InvariantCulture);
}

/// <summary>Somebody here took back that they may be quoted.</summary>
public sealed record QuoteRevoked(long StampId, long AuthorId, long QuoterId) : IFact
{
    public string Lane => AuthorId.ToString(CultureInfo.InvariantCulture);
}
