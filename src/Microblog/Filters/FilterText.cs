namespace Microblog.Filters;

/// <summary>What a person asks of a filter. Of a change, what is null stays.</summary>
public sealed record FilterText(string? Title, FilterContexts? Contexts, FilterAction? Action)
{
    /// <summary>Something was said of the end.</summary>
    public bool SetsEnd { get; init; }

    /// <summary>Counted from now; null for never.</summary>
    public TimeSpan? EndsIn { get; init; }

    /// <summary>Words to be added, changed or taken away.</summary>
    public IReadOnlyList<KeywordText> Keywords { get; init; } = [];
}

/// <summary>What a person asks of a word of a filter.</summary>
/// <param name="Id">Null for a new one.</param>
/// <param name="Keyword">Null where it stays.</param>
/// <param name="IsWholeWord">Likewise.</param>
/// <param name="IsGone">It is taken away.</param>
public sealed record KeywordText(long? Id, string? Keyword, bool? IsWholeWord, bool IsGone = false);
