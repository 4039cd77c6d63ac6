namespace Microblog.Relations;

/// <summary>What a follower wants of whom they follow. Nobody else learns of it.</summary>
/// <param name="ShowsRepeats">Also what the other only repeats; null for as it was.</param>
/// <param name="Notifies">To be told of each notice; null for as it was.</param>
/// <param name="Languages">Only in these; empty for all, null for as it was.</param>
/// <remarks>Source: Mastodon API documentation, "Follow account".</remarks>
public sealed record FollowOptions(bool? ShowsRepeats = null, bool? Notifies = null, IReadOnlyList<string?>? Languages = null)
{
    /// <summary>Most languages of one follow.</summary>
    public const int MostLanguages = 50;

    private const int LongestLanguage = 35;

    /// <summary>Writes languages into one text in which each is found between two commas: <c>,de,pt-br,</c>.</summary>
    /// <exception cref="RefusalException">They are too many, or one is no BCP 47 language tag.</exception>
    public static string? Pack(IReadOnlyList<string?> languages)
    {
        string[] tags = [.. languages.OfType<string>().Where(l => l.Length > 0).Select(l => l.ToLowerInvariant()).Distinct(StringComparer.Ordinal)];
        if (tags.Length > MostLanguages || tags.Any(t => t.Length > LongestLanguage || !t.All(c => char.IsAsciiLetterOrDigit(c) || c == '-')))
            throw new RefusalException(Refusal.TooManyLanguages);
        return tags.Length == 0 ? null : $",{string.Join(',', tags)},";
    }

    /// <summary>Reads them back.</summary>
    public static IReadOnlyList<string>? Unpack(string? packed) => packed?.Split(',', StringSplitOptions.RemoveEmptyEntries);

    internal void ApplyTo(Follow follow)
    {
        follow.HidesRepeats = ShowsRepeats is { } shows ? !shows : follow.HidesRepeats;
        follow.Notifies = Notifies ?? follow.Notifies;
        follow.Languages = Languages is { } languages ? Pack(languages) : follow.Languages;
    }
}
