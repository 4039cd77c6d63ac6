using System.Globalization;
using Microblog.Moderation.Reports;

namespace Microblog.ClientApi;

/// <summary>How the client API spells what a report is about.</summary>
internal static class ReportText
{
    public static string Of(ReportCategory category) => category switch
    {
        ReportCategory.Spam => "spam",
        ReportCategory.Violation => "violation",
        _ => "other",
    };

    /// <summary>Reads a category.</summary>
    /// <exception cref="RefusalException">There is none of that name.</exception>
    public static ReportCategory CategoryOf(string text) => text switch
    {
        "spam" => ReportCategory.Spam,
        "violation" => ReportCategory.Violation,
        "other" => ReportCategory.Other,
        _ => throw new RefusalException(Refusal.CategoryNotUnderstood),
    };

    /// <summary>Reads ids of rules, which are their numbers.</summary>
    /// <exception cref="RefusalException">One is no number.</exception>
    public static IReadOnlyList<int> RulesOf(IEnumerable<string> ids) =>
        [.. ids.Select(id => int.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : throw new RefusalException(Refusal.RuleUnknown))];

    /// <summary>The ids of rules, as a report stores them; null where there are none.</summary>
    public static IReadOnlyList<string>? RuleIds(string rules) => rules.Length == 0 ? null : rules.Split(' ');
}
