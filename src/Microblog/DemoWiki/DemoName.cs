using System.Net;

namespace Microblog.DemoWiki;

/// <summary>How MediaWiki cleans a username before it looks it up.</summary>
internal static class DemoName
{
    private const string Forbidden = "#<>[]{}|/@:";

    public static string Clean(string name)
    {
        var words = name.Replace('_', ' ').Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var clean = string.Join(' ', words);
        return clean.Length == 0 ? "" : char.ToUpperInvariant(clean[0]) + clean[1..];
    }

    /// <summary>Whether an account could have that (clean) name.</summary>
    public static bool IsValid(string clean) =>
        clean.Length > 0 && !clean.Any(c => Forbidden.Contains(c, StringComparison.Ordinal) || char.IsControl(c))
        && !IPAddress.TryParse(clean, out _);
}
