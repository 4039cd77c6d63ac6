using System.Globalization;
using System.Text;

namespace Microblog.Wikis;

/// <summary>Derives the handle of a wiki account: the part of <c>@name@host</c> that is chosen once and never changes.</summary>
/// <remarks>Derived, never chosen, so that nobody can pick a name that reads as another editor's. These rules are fixed for
/// good: another rule would give other people's handles to those who come later.</remarks>
public static class WikiHandle
{
    /// <summary>Longest handle, in characters; what Mastodon allows its own.</summary>
    public const int MaxLength = 30;

    private const int MinLength = 2;

    /// <summary>Handles that would speak for the server, or that its protocols use.</summary>
    public static readonly IReadOnlySet<string> Reserved = new HashSet<string>(StringComparer.Ordinal)
    {
        "abuse", "about", "account", "accounts", "actor", "admin", "administrator", "administrators", "admins", "all", "anonymous",
        "api", "bot", "bureaucrat", "channel", "contact", "everyone", "feed", "ftp", "guest", "help", "here", "hostmaster", "inbox",
        "info", "instance", "mail", "me", "mediawiki", "microblog", "mod", "moderator", "moderators", "mods", "nobody", "noreply",
        "null", "oauth", "official", "operator", "outbox", "owner", "postmaster", "relay", "robot", "root", "security", "self",
        "server", "service", "staff", "steward", "support", "sysadmin", "sysop", "system", "team", "test", "undefined", "unknown",
        "user", "users", "webmaster", "wiki", "www",
    };

    /// <summary>The handles to try, in order, none of them reserved. The first that was never given out is the account's.</summary>
    /// <param name="userId">The wiki's number of the account, above 0.</param>
    /// <returns>At least one; the base, then the base with <c>_userid</c> appended once, twice, … as long as it fits.</returns>
    public static IEnumerable<string> Derive(string wikiName, long userId)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(userId);
        var number = userId.ToString(CultureInfo.InvariantCulture);
        var stem = Base(wikiName) ?? "u" + number;
        for (var suffix = ""; suffix.Length <= MaxLength - MinLength; suffix += "_" + number)
        {
            var candidate = Cut(stem, MaxLength - suffix.Length) + suffix;
            if (!Reserved.Contains(candidate))
                yield return candidate;
        }
    }

    /// <summary>It is spelt as a derived handle is; it may still be reserved.</summary>
    public static bool IsWellFormed(string handle) =>
        handle.Length is >= MinLength and <= MaxLength
        && handle.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '_')
        && handle.Any(char.IsAsciiLetter)
        && handle is not (['_', ..] or [.., '_']);

    // Null when the name cannot be spelt in a-z without losing letters.
    private static string? Base(string wikiName)
    {
        var handle = new StringBuilder();
        var decomposed = string.Concat(wikiName.EnumerateRunes()).Normalize(NormalizationForm.FormKD);
        foreach (var rune in decomposed.EnumerateRunes())
        {
            if (IsDropped(rune))
                continue;
            var lower = Rune.ToLowerInvariant(rune);
            if (Spell(lower) is { } spelt)
                handle.Append(spelt);
            else if (Rune.IsLetter(lower))
                return null;
            else if (handle is not [.., '_'])
                handle.Append('_');
        }

        var cut = Cut(handle.ToString().Trim('_'), MaxLength);
        return cut.Length >= MinLength && cut.Any(char.IsAsciiLetter) ? cut : null;
    }

    private static bool IsDropped(Rune rune) =>
        rune.Value is '\'' or '\u2018' or '\u2019' or '\u02bc'
        || Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark
            or UnicodeCategory.EnclosingMark;

    private static string? Spell(Rune lower) => lower.Value switch
    {
        (>= 'a' and <= 'z') or (>= '0' and <= '9') => lower.ToString(),
        'ß' => "ss",
        'ø' => "o",
        'æ' => "ae",
        'œ' => "oe",
        'đ' or 'ð' => "d",
        'þ' => "th",
        'ł' => "l",
        'ı' => "i",
        _ => null,
    };

    private static string Cut(string handle, int length) => handle.Length <= length ? handle : handle[..length].TrimEnd('_');
}
