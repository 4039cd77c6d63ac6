using System.Globalization;
using Microblog.About;

namespace Microblog.Moderation.Reports;

/// <summary>What a report is about.</summary>
public enum ReportCategory
{
    Other = 0,
    Spam = 1,

    /// <summary>It breaks rules of this server, which are named.</summary>
    Violation = 2,
}

/// <summary>What a report is about, as it is stored.</summary>
/// <param name="Rules">Numbers of rules, from 1, in order and separated by spaces; empty for none.</param>
internal sealed record ReportKind(ReportCategory Category, string Rules)
{
    /// <summary>What somebody says that it is about: where rules are named, it is them.</summary>
    /// <exception cref="RefusalException">A rule does not exist, or none is named where one must be.</exception>
    public static ReportKind Of(ReportCategory category, IReadOnlyCollection<int> rules, ServerTexts texts)
    {
        var named = rules.Distinct().Order().ToList();
        if (named.Exists(r => r < 1 || r > texts.Rules.Count) || (named.Count == 0 && category == ReportCategory.Violation))
            throw new RefusalException(Refusal.RuleUnknown);
        return named.Count == 0
            ? new(category, "")
            : new(ReportCategory.Violation, string.Join(' ', named.Select(r => r.ToString(CultureInfo.InvariantCulture))));
    }

    /// <summary>The numbers of rules, as they are stored.</summary>
    public static IReadOnlyList<int> NumbersIn(string rules) =>
        [.. rules.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(r => int.Parse(r, CultureInfo.InvariantCulture))];
}
