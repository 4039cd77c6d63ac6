using Microblog.Filters;

namespace Microblog.ClientApi;

/// <summary>A filter, as client apps read it.</summary>
/// <remarks>Source: Mastodon API documentation, entity Filter.</remarks>
public sealed record FilterEntity(
    string Id,
    string Title,
    IReadOnlyList<string> Context,
    string? ExpiresAt,
    string FilterAction,
    IReadOnlyList<FilterKeywordEntity> Keywords,
    IReadOnlyList<FilterStatusEntity> Statuses)
{
    internal static FilterEntity Of(Filter filter) => new(
        ApiText.Id(filter.Id),
        filter.Title,
        FilterWords.Of(filter.Contexts),
        ApiText.Instant(filter.EndsAt),
        FilterWords.Of(filter.Action),
        [.. filter.Keywords.OrderBy(k => k.Id).Select(FilterKeywordEntity.Of)],
        [.. filter.Notices.OrderBy(n => n.Id).Select(FilterStatusEntity.Of)]);
}

/// <summary>A word of a filter.</summary>
/// <remarks>Source: Mastodon API documentation, entity FilterKeyword.</remarks>
public sealed record FilterKeywordEntity(string Id, string Keyword, bool WholeWord)
{
    internal static FilterKeywordEntity Of(FilterKeyword keyword) => new(ApiText.Id(keyword.Id), keyword.Keyword, keyword.IsWholeWord);
}

/// <summary>A notice that a filter is for.</summary>
/// <remarks>Source: Mastodon API documentation, entity FilterStatus.</remarks>
public sealed record FilterStatusEntity(string Id, string StatusId)
{
    internal static FilterStatusEntity Of(FilteredNotice notice) => new(ApiText.Id(notice.Id), ApiText.Id(notice.NoticeId));
}

/// <summary>One word, as the first filters of client apps were.</summary>
/// <remarks>Source: Mastodon API documentation, entity V1::Filter.</remarks>
public sealed record FilterV1Entity(string Id, string Phrase, IReadOnlyList<string> Context, bool WholeWord, string? ExpiresAt, bool Irreversible)
{
    internal static FilterV1Entity Of(Filter filter, FilterKeyword keyword) => new(
        ApiText.Id(keyword.Id),
        keyword.Keyword,
        FilterWords.Of(filter.Contexts),
        keyword.IsWholeWord,
        ApiText.Instant(filter.EndsAt),
        filter.Action == Filters.FilterAction.Hide);
}

/// <summary>A filter that is for a status, and why.</summary>
/// <remarks>Source: Mastodon API documentation, entity FilterResult.</remarks>
public sealed record FilterResult(FilteredBy Filter, IReadOnlyList<string>? KeywordMatches, IReadOnlyList<string>? StatusMatches)
{
    internal static FilterResult Of(FilterMatch match) => new(
        new(ApiText.Id(match.Filter.Id), match.Filter.Title, FilterWords.Of(match.Filter.Contexts), ApiText.Instant(match.Filter.EndsAt), FilterWords.Of(match.Filter.Action)),
        match.Keywords.Count == 0 ? null : match.Keywords,
        match.NoticeId is { } id ? [ApiText.Id(id)] : null);
}

/// <summary>A filter without its words and notices.</summary>
public sealed record FilteredBy(string Id, string Title, IReadOnlyList<string> Context, string? ExpiresAt, string FilterAction);

/// <summary>How the client API spells what filters do and where.</summary>
internal static class FilterWords
{
    private static readonly (string Word, FilterContexts Context)[] Contexts =
    [
        ("home", FilterContexts.Home),
        ("notifications", FilterContexts.Notifications),
        ("public", FilterContexts.Public),
        ("thread", FilterContexts.Thread),
        ("account", FilterContexts.Account),
    ];

    public static IReadOnlyList<string> Of(FilterContexts contexts) => [.. Contexts.Where(c => contexts.HasFlag(c.Context)).Select(c => c.Word)];

    /// <summary>Reads where a filter counts.</summary>
    /// <exception cref="RefusalException">There is no such place.</exception>
    public static FilterContexts ContextsOf(IEnumerable<string> words) => words.Aggregate(FilterContexts.None, (all, word) =>
        Array.Find(Contexts, c => c.Word == word) is { Word: not null } known ? all | known.Context : throw new RefusalException(Refusal.FilterContextMissing));

    public static string Of(FilterAction action) => action switch
    {
        FilterAction.Hide => "hide",
        FilterAction.Blur => "blur",
        _ => "warn",
    };

    /// <summary>Reads what a filter does; null where that was not said.</summary>
    /// <exception cref="RefusalException">It does no such thing.</exception>
    public static FilterAction? ActionOf(string? word) => word switch
    {
        null or "" => null,
        "warn" => FilterAction.Warn,
        "hide" => FilterAction.Hide,
        "blur" => FilterAction.Blur,
        _ => throw new RefusalException(Refusal.FilterActionNotUnderstood),
    };
}
