using System.Globalization;
using Microblog.Notices;
using Microblog.Notices.Quotes;
using Microblog.Protocols.ActivityPub;

namespace Microblog.ClientApi;

/// <summary>How the client API spells ids, instants and visibilities.</summary>
internal static class ApiText
{
    public static string Id(long id) => id.ToString(CultureInfo.InvariantCulture);

    /// <summary>Reads an id. What is no id is the id of nothing.</summary>
    /// <exception cref="RefusalException"><see cref="Refusal.NotFound"/>, as for an unknown id.</exception>
    public static long RequiredId(string text) => IdOrNull(text) ?? throw new RefusalException(Refusal.NotFound);

    public static long? IdOrNull(string? text) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : null;

    /// <summary>A list in an address, as PHP writes it (<c>id[]=1&amp;id[]=2</c>) and as others do (<c>id=1&amp;id=2</c>).</summary>
    public static IEnumerable<string> Listed(IQueryCollection query, string name) => query[name + "[]"].Concat(query[name]).OfType<string>();

    public static string Instant(DateTimeOffset time) =>
        time.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    public static string? Instant(DateTimeOffset? time) => time is { } known ? Instant(known) : null;

    /// <summary>Reads a time.</summary>
    /// <exception cref="RefusalException">It is none.</exception>
    public static DateTimeOffset RequiredInstant(string? text) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var time)
            ? time
            : throw new RefusalException(Refusal.TimeNotUnderstood);

    public static string Day(DateTimeOffset time) => time.ToUniversalTime().ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    public static string Visibility(Visibility visibility) => visibility switch
    {
        Notices.Visibility.Public => "public",
        Notices.Visibility.Unlisted => "unlisted",
        Notices.Visibility.Followers => "private",
        _ => "direct",
    };

    public static string QuotePolicy(QuotePolicy policy) => policy switch
    {
        Notices.Quotes.QuotePolicy.Everyone => "public",
        Notices.Quotes.QuotePolicy.Followers => "followers",
        _ => "nobody",
    };

    /// <summary>Reads who may quote.</summary>
    /// <exception cref="RefusalException">There is no such policy.</exception>
    public static QuotePolicy QuotePolicyOf(string? text) => text switch
    {
        "public" => Notices.Quotes.QuotePolicy.Everyone,
        "followers" => Notices.Quotes.QuotePolicy.Followers,
        "nobody" => Notices.Quotes.QuotePolicy.Nobody,
        _ => throw new RefusalException(Refusal.QuotePolicyNotUnderstood),
    };

    /// <summary>Reads a focus, such as <c>0.5,-0.25</c>; null where none is said.</summary>
    /// <exception cref="RefusalException">It is not two numbers.</exception>
    public static FocalPoint? FocusOf(string? text)
    {
        if (string.IsNullOrEmpty(text))
            return null;
        return text.Split(',') is [var across, var up]
            && double.TryParse(across, CultureInfo.InvariantCulture, out var x)
            && double.TryParse(up, CultureInfo.InvariantCulture, out var y)
            && double.IsFinite(x) && double.IsFinite(y)
                ? new FocalPoint(Math.Clamp(x, -1, 1), Math.Clamp(y, -1, 1))
                : throw new RefusalException(Refusal.FocusNotUnderstood);
    }

    /// <summary>Reads a visibility; none said is public.</summary>
    /// <exception cref="RefusalException">There is no such visibility.</exception>
    public static Visibility VisibilityOf(string? text) => text switch
    {
        null or "" or "public" => Notices.Visibility.Public,
        "unlisted" => Notices.Visibility.Unlisted,
        "private" => Notices.Visibility.Followers,
        "direct" => Notices.Visibility.Direct,
        _ => throw new RefusalException(Refusal.VisibilityNotUnderstood),
    };
}
