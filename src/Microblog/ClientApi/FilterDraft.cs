using System.Globalization;
using System.Text.Json.Serialization;
using Microblog.Filters;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ModelBinding;

namespace Microblog.ClientApi;

/// <summary>What a client app asks of a filter, as form or JSON.</summary>
/// <remarks>Source: Mastodon API documentation, filters.</remarks>
public sealed record FilterDraft
{
    public string? Title { get; init; }
    public IReadOnlyList<string>? Context { get; init; }

    [FromForm(Name = "filter_action")]
    public string? FilterAction { get; init; }

    /// <summary>In seconds; null for never. Where nothing is said of it, the end stays.</summary>
    [BindNever]
    public FilterEnd ExpiresIn { get; init; }

    [BindNever]
    public IReadOnlyList<KeywordDraft>? KeywordsAttributes { get; init; }

    /// <summary>The draft of a form, with what only the form itself tells.</summary>
    internal FilterText ToText(IFormCollection form) => ToText(EndIn(form), KeywordsIn(form));

    /// <summary>The draft of a JSON body.</summary>
    internal FilterText ToText() => ToText(ExpiresIn, KeywordsAttributes ?? []);

    private FilterText ToText(FilterEnd end, IReadOnlyList<KeywordDraft> keywords) =>
        new(Title, Context is null ? null : FilterWords.ContextsOf(Context), FilterWords.ActionOf(FilterAction))
        {
            SetsEnd = end.IsSaid,
            EndsIn = end.In,
            Keywords = [.. keywords.Select(k => k.ToText())],
        };

    internal static FilterEnd EndIn(IFormCollection form) =>
        form.TryGetValue("expires_in", out var said) ? FilterEnd.Of((string?)said) : default;

    // As Rails writes a list of records: keywords_attributes[][keyword], or with numbers. Where they have none, the first of each belong together.
    private static IReadOnlyList<KeywordDraft> KeywordsIn(IFormCollection form)
    {
        const string prefix = "keywords_attributes[";
        var records = new SortedDictionary<int, Dictionary<string, string>>();
        foreach (var (key, values) in form)
        {
            if (!key.StartsWith(prefix, StringComparison.Ordinal) || key[prefix.Length..].Split("][") is not [var number, [.. var name, ']']])
                continue;
            for (var i = 0; i < values.Count; i++)
            {
                var at = int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var n) ? n : i;
                if (!records.TryGetValue(at, out var record))
                    records[at] = record = new(StringComparer.Ordinal);
                record[name] = values[i] ?? "";
            }
        }

        return [.. records.Values.Select(r => new KeywordDraft
        {
            Id = r.GetValueOrDefault("id"),
            Keyword = r.GetValueOrDefault("keyword"),
            WholeWord = r.TryGetValue("whole_word", out var whole) ? KeywordDraft.IsTrue(whole) : null,
            Destroy = r.TryGetValue("_destroy", out var gone) && KeywordDraft.IsTrue(gone),
        })];
    }
}

/// <summary>What a client app asks of a word of a filter.</summary>
public sealed record KeywordDraft
{
    public string? Id { get; init; }
    public string? Keyword { get; init; }

    [FromForm(Name = "whole_word")]
    public bool? WholeWord { get; init; }

    [JsonPropertyName("_destroy")]
    [FromForm(Name = "_destroy")]
    public bool? Destroy { get; init; }

    internal KeywordText ToText() => new(string.IsNullOrEmpty(Id) ? null : ApiText.RequiredId(Id), Keyword, WholeWord, Destroy ?? false);

    internal static bool IsTrue(string text) => text is "1" or "true" or "on";
}

/// <summary>A filter of one word, as form or JSON.</summary>
/// <remarks>Source: Mastodon API documentation, filters v1.</remarks>
public sealed record FilterV1Draft
{
    public string? Phrase { get; init; }
    public IReadOnlyList<string>? Context { get; init; }
    public bool? Irreversible { get; init; }

    [FromForm(Name = "whole_word")]
    public bool? WholeWord { get; init; }

    /// <inheritdoc cref="FilterDraft.ExpiresIn"/>
    [BindNever]
    public FilterEnd ExpiresIn { get; init; }

    /// <summary>What is asked of the filter; its name is its word.</summary>
    /// <param name="form">The form; null for a JSON body.</param>
    /// <param name="keywordId">The word it has; null for a new one.</param>
    internal FilterText ToText(IFormCollection? form, long? keywordId)
    {
        var end = form is null ? ExpiresIn : FilterDraft.EndIn(form);
        return new(
            Phrase is null ? null : Phrase.Trim() is { Length: > Filter.MaxTitle } longer ? longer[..Filter.MaxTitle] : Phrase,
            Context is null ? null : FilterWords.ContextsOf(Context),
            Irreversible is { } hides ? (hides ? Filters.FilterAction.Hide : Filters.FilterAction.Warn) : null)
        {
            SetsEnd = end.IsSaid,
            EndsIn = end.In,
            Keywords = [new KeywordText(keywordId, Phrase, WholeWord)],
        };
    }
}
