using System.Text.Json.Serialization;
using Microblog.Emojis;
using Microblog.Notices.Polls;

namespace Microblog.ClientApi;

/// <summary>A poll as client apps read it.</summary>
/// <param name="Id">That of the status.</param>
/// <param name="Voted">The viewer has chosen; false for a passer-by.</param>
/// <remarks>Source: Mastodon API documentation, entity Poll.</remarks>
public sealed record PollStatus(
    string Id, string? ExpiresAt, bool Expired, bool Multiple, long VotesCount, long? VotersCount,
    IReadOnlyList<PollStatusOption> Options, IReadOnlyList<StatusEmoji> Emojis, bool Voted, IReadOnlyList<int> OwnVotes)
{
    internal static PollStatus Of(PollView poll, IEnumerable<CustomEmoji> emojis, Uri server, DateTimeOffset now) => new(
        ApiText.Id(poll.NoticeId),
        ApiText.Instant(poll.ClosesAt),
        poll.IsOverAt(now),
        poll.IsMultiple,
        poll.Votes,
        poll.VotersCount,
        [.. poll.Choices.Select(c => new PollStatusOption(c.Title, c.Votes))],
        [.. emojis.Select(e => StatusEmoji.Of(e, server))],
        poll.HasVoted,
        poll.OwnVotes);
}

/// <summary>One of the things to choose.</summary>
public sealed record PollStatusOption(string Title, long VotesCount);

/// <summary>The positions that are chosen, as form or JSON.</summary>
public sealed record PollChoices
{
    [JsonNumberHandling(JsonNumberHandling.AllowReadingFromString)]
    public IReadOnlyList<int>? Choices { get; init; }
}
