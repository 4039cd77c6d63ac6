using Microblog.Actors;
using Microblog.Notices.Text;

namespace Microblog.Notices.Polls;

/// <summary>What a notice asks its readers to choose from.</summary>
/// <remarks>Source: ActivityStreams Vocabulary, Question.</remarks>
public sealed class Poll
{
    /// <summary>Fewest choices of a poll from here.</summary>
    public const int FewestChoices = 2;

    /// <summary>Most choices of a poll from here. One from elsewhere may have more.</summary>
    public const int MostChoices = 4;

    /// <summary>Longest choice of a poll from here, in characters as a reader counts them.</summary>
    public const int LongestChoice = 50;

    public static readonly TimeSpan Shortest = TimeSpan.FromMinutes(5);
    public static readonly TimeSpan Longest = TimeSpan.FromDays(30);

    public required long NoticeId { get; init; }

    /// <summary>Whether one may choose several.</summary>
    public bool IsMultiple { get; set; }

    /// <summary>When voting ends; null when its server does not say.</summary>
    public DateTimeOffset? ClosesAt { get; set; }

    /// <summary>When voting was ended; null while that has not been done.</summary>
    public DateTimeOffset? ClosedAt { get; set; }

    /// <summary>How many people voted; null when its server does not say.</summary>
    public long? VotersCount { get; set; }

    public ICollection<PollOption> Options { get; } = [];
    public ICollection<PollVote> Votes { get; } = [];

    /// <summary>Makes the poll of a local author's notice.</summary>
    /// <exception cref="RefusalException">Its choices are too few, too many, too long or twice the same, or its time is too short or long.</exception>
    public static Poll Write(long noticeId, PollDraft draft, DateTimeOffset now)
    {
        var titles = draft.Choices.Select(c => c.ReplaceLineEndings(" ").Trim()).Where(c => c.Length > 0).ToList();
        if (titles.Count is < FewestChoices or > MostChoices
            || titles.Distinct(StringComparer.Ordinal).Count() < titles.Count
            || titles.Exists(t => NoticeText.Graphemes(t) > LongestChoice))
            throw new RefusalException(Refusal.PollChoicesNotFit);
        if (draft.Lasts < Shortest || draft.Lasts > Longest)
            throw new RefusalException(Refusal.PollTimeNotFit);

        var poll = new Poll { NoticeId = noticeId, IsMultiple = draft.IsMultiple, ClosesAt = now + draft.Lasts, VotersCount = 0 };
        foreach (var (position, title) in titles.Index())
            poll.Options.Add(new PollOption { NoticeId = noticeId, Position = position, Title = title });
        return poll;
    }

    /// <summary>Whether nobody can vote any more.</summary>
    public bool IsOverAt(DateTimeOffset now) => ClosedAt is not null || ClosesAt <= now;

    /// <summary>Whether it asks the very same thing, whatever was answered.</summary>
    public bool AsksTheSame(bool isMultiple, IEnumerable<string> titles) =>
        IsMultiple == isMultiple && Options.OrderBy(o => o.Position).Select(o => o.Title).SequenceEqual(titles, StringComparer.Ordinal);
}

/// <summary>One of the things to choose.</summary>
public sealed class PollOption
{
    public required long NoticeId { get; init; }

    /// <summary>From 0, in the author's order.</summary>
    public required int Position { get; init; }

    /// <summary>Plain text.</summary>
    public required string Title { get; init; }

    /// <summary>As its author's server counts; here at once also what was voted from here.</summary>
    public long VotesCount { get; set; }
}

/// <summary>That somebody chose something: votes of people here, and votes of others in polls from here.</summary>
public sealed class PollVote
{
    public required long NoticeId { get; init; }
    public required long ActorId { get; init; }
    public Actor? Actor { get; init; }
    public required int Position { get; init; }

    /// <summary>The id of the Note that carries the vote.</summary>
    public required Uri Uri { get; init; }
}

/// <summary>What an author wants to ask.</summary>
/// <param name="Choices">Empty ones do not count.</param>
/// <param name="Lasts">From now to the end of voting.</param>
public sealed record PollDraft(IReadOnlyList<string> Choices, bool IsMultiple, TimeSpan Lasts);
