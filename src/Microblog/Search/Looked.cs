using System.Globalization;
using System.Text;

namespace Microblog.Search;

/// <summary>What somebody looks for among notices, taken apart.</summary>
/// <remarks>Source: Mastodon's search operators, as its help for people names them; "and one's own" is <c>in:library</c>.</remarks>
public sealed class Looked
{
    /// <summary>Longest query, in characters.</summary>
    /// <remarks>Source: security catalogue §6.</remarks>
    public const int LongestQuery = 256;

    /// <summary>What stands after that many words and operators is not looked at.</summary>
    /// <remarks>Source: security catalogue §6.</remarks>
    public const int MostTerms = 10;

    private readonly List<string> wanted = [];
    private readonly List<string> unwanted = [];
    private readonly List<string> phrases = [];
    private readonly List<string> unwantedPhrases = [];
    private readonly List<AskedAuthor> authors = [];

    /// <summary>Words and marks that must be there; one that ends in <c>*</c> is the beginning of a word.</summary>
    public IReadOnlyList<string> Wanted => wanted;

    /// <summary>Words and marks that must not be there.</summary>
    public IReadOnlyList<string> Unwanted => unwanted;

    /// <summary>Words that must stand side by side.</summary>
    public IReadOnlyList<string> Phrases => phrases;

    /// <summary>Words that must not stand side by side.</summary>
    public IReadOnlyList<string> UnwantedPhrases => unwantedPhrases;

    /// <summary>By whom it must be, or not be.</summary>
    public IReadOnlyList<AskedAuthor> Authors => authors;

    /// <summary>From this moment on.</summary>
    public DateTimeOffset? From { get; private set; }

    /// <summary>Until before this moment.</summary>
    public DateTimeOffset? Until { get; private set; }

    /// <summary>Only what is the reader's: written by them, naming them, or liked, repeated or marked by them.</summary>
    public bool OnlyOwn { get; private set; }

    /// <summary>Only what anybody may read.</summary>
    public bool OnlyPublic { get; private set; }

    /// <summary>No bounds and no words.</summary>
    internal static Looked Nothing { get; } = new();

    /// <summary>Takes a query apart. Whatever is no operator is a word.</summary>
    public static Looked Parse(string query)
    {
        var looked = new Looked();
        foreach (var term in Terms(query.Length > LongestQuery ? query[..LongestQuery] : query).Take(MostTerms))
            looked.Add(term);
        return looked;
    }

    private static IEnumerable<string> Terms(string query)
    {
        var term = new StringBuilder();
        var isQuoted = false;
        foreach (var c in query)
        {
            if (c is '"' or '“' or '”' or '„')
            {
                isQuoted = !isQuoted;
                term.Append('"');
            }
            else if (char.IsWhiteSpace(c) && !isQuoted)
            {
                if (term.Length > 0)
                    yield return term.ToString();
                term.Clear();
            }
            else
            {
                term.Append(c);
            }
        }

        if (term.Length > 0)
            yield return term.ToString();
    }

    private void Add(string term)
    {
        var isUnwanted = term.Length > 1 && term[0] == '-';
        var said = isUnwanted ? term[1..] : term.TrimStart('+');
        var colon = said.IndexOf(':', StringComparison.Ordinal);
        if (colon <= 0 || !IsOperator(said[..colon].ToLowerInvariant(), said[(colon + 1)..].Trim('"'), isUnwanted))
            AddWords(said, isUnwanted);
    }

    private void AddWords(string said, bool isUnwanted)
    {
        var words = SearchWords.Asked(said).ToList();
        if (words.Count == 1 && said.EndsWith('*') && !words[0].EndsWith('*'))
            words[0] += '*';
        if (words.Count > 1)
            (isUnwanted ? unwantedPhrases : phrases).Add($" {string.Join(' ', words.Where(w => !w.EndsWith('*')))} ");
        if (!isUnwanted)
            wanted.AddRange(words);
        else if (words.Count == 1)
            unwanted.Add(words[0]);
    }

    private bool IsOperator(string name, string value, bool isUnwanted)
    {
        switch (name)
        {
            case "from" when value.Length > 0:
                authors.Add(new(value.TrimStart('@'), isUnwanted));
                return true;
            case "has" or "is" when MarkOf(name, value.ToLowerInvariant()) is { } mark:
                (isUnwanted ? unwanted : wanted).Add(mark);
                return true;
            case "language" when value.Length is > 1 and < 36 && value.All(c => char.IsAsciiLetterOrDigit(c) || c == '-'):
                (isUnwanted ? unwanted : wanted).Add(Marks.Language(value));
                return true;
            case "in" when value.ToLowerInvariant() is "library" or "public" or "all":
                OnlyOwn |= value.Equals("library", StringComparison.OrdinalIgnoreCase);
                OnlyPublic |= value.Equals("public", StringComparison.OrdinalIgnoreCase);
                return true;
            case "before" or "after" or "during" when DayOf(value) is { } day:
                Narrow(name, day);
                return true;
            default:
                return false;
        }
    }

    private static string? MarkOf(string name, string value) => (name, value) switch
    {
        ("has", "media" or "file") => Marks.Media,
        ("has", "image") => Marks.Image,
        ("has", "video") => Marks.Video,
        ("has", "audio") => Marks.Audio,
        ("has", "poll") => Marks.Poll,
        ("has", "link" or "embed") => Marks.Link,
        ("has", "quote") or ("is", "quote") => Marks.Quote,
        ("is", "reply") => Marks.Reply,
        ("is", "sensitive") => Marks.Sensitive,
        _ => null,
    };

    // Days of UTC: a query means the same to whoever follows a link to it.
    private void Narrow(string name, (DateTimeOffset Begin, DateTimeOffset End) day)
    {
        if (name is "after" or "during" && (name == "after" ? day.End : day.Begin) is var from && (From is null || from > From))
            From = from;
        if (name is "before" or "during" && (name == "before" ? day.Begin : day.End) is var until && (Until is null || until < Until))
            Until = until;
    }

    private static (DateTimeOffset Begin, DateTimeOffset End)? DayOf(string value)
    {
        const DateTimeStyles Utc = DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal;
        if (DateTimeOffset.TryParseExact(value, "yyyy-MM-dd", CultureInfo.InvariantCulture, Utc, out var day) && day.Year < 9999)
            return (day, day.AddDays(1));
        if (DateTimeOffset.TryParseExact(value, "yyyy-MM", CultureInfo.InvariantCulture, Utc, out var month) && month.Year < 9999)
            return (month, month.AddMonths(1));
        return DateTimeOffset.TryParseExact(value, "yyyy", CultureInfo.InvariantCulture, Utc, out var year) && year.Year < 9999
            ? (year, year.AddYears(1))
            : null;
    }
}

/// <summary>An author whom somebody names in a search.</summary>
/// <param name="Address">Name, or name and server, or <c>me</c>.</param>
/// <param name="IsUnwanted">It must be by somebody else.</param>
public sealed record AskedAuthor(string Address, bool IsUnwanted);
