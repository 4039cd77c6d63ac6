using System.Text;

namespace Microblog.Moderation.Domains;

/// <summary>Lists of policies as servers give them to each other.</summary>
/// <remarks>COMPAT(Mastodon): its CSV, with <c>#domain,#severity,#reject_media,#reject_reports,#public_comment,#obfuscate</c> as the first line.</remarks>
public static class DomainCsv
{
    public const string MediaType = "text/csv";

    /// <summary>Longest list that is read, in bytes.</summary>
    public const int MaxBytes = 1_000_000;

    /// <summary>Most lines that are read.</summary>
    public const int MaxLines = 50_000;

    private static readonly string[] Columns = ["domain", "severity", "reject_media", "reject_reports", "public_comment", "obfuscate"];

    /// <summary>Writes policies. Private comments stay here.</summary>
    public static string Write(IEnumerable<DomainPolicy> policies)
    {
        var csv = new StringBuilder();
        csv.AppendJoin(',', Columns.Select(c => "#" + c)).Append('\n');
        foreach (var policy in policies)
        {
            csv.AppendJoin(
                ',',
                policy.Host,
                SeverityOf(policy.Level),
                policy.RejectsMedia ? "true" : "false",
                policy.RejectsReports ? "true" : "false",
                Quoted(policy.PublicComment),
                policy.IsObfuscated ? "true" : "false").Append('\n');
        }

        return csv.ToString();
    }

    /// <summary>Reads a list. Columns may be missing or in another order; without a first line that names them, they are as above.</summary>
    /// <param name="otherwise">The level of lines that name none, as in a plain list of domains.</param>
    public static DomainList Read(string csv, PolicyLevel otherwise)
    {
        var rows = CsvRows.Read(csv, MaxLines);
        var columns = Columns;
        if (rows.Count > 0 && rows[0].Fields.Exists(f => NameOf(f) == "domain"))
        {
            columns = [.. rows[0].Fields.Select(NameOf)];
            rows.RemoveAt(0);
        }

        var (good, bad, seen) = (new List<DomainLine>(), new List<BadLine>(), new HashSet<string>(StringComparer.Ordinal));
        foreach (var row in rows.Where(r => r.Fields is not [""]))
        {
            var problem = TryRead(row, columns, otherwise, out var decision);
            if (problem is null && !seen.Add(decision!.Domain))
                problem = "This domain stands on a line above already.";
            if (problem is null)
                good.Add(new DomainLine(row.Number, decision!));
            else
                bad.Add(new BadLine(row.Number, row.Text, problem));
        }

        return new DomainList(good, bad);
    }

    private static string? TryRead(CsvRow row, string[] columns, PolicyLevel otherwise, out DomainDecision? decision)
    {
        decision = null;
        if (row.Problem is not null)
            return row.Problem;
        string Field(string name) => Array.IndexOf(columns, name) is var at and >= 0 && at < row.Fields.Count ? row.Fields[at].Trim() : "";

        if (row.Fields.Count > columns.Length)
            return "There are more fields than columns.";
        if (Field("domain").Contains('*', StringComparison.Ordinal))
            return "The name of the domain is hidden.";
        if (!DomainName.TryParse(Field("domain"), out var host))
            return "That is no name of a server.";
        if (LevelOf(Field("severity"), otherwise) is not { } level)
            return "The severity is none of suspend, silence, noop and allow.";
        if (TruthOf(Field("reject_media")) is not { } media || TruthOf(Field("reject_reports")) is not { } reports
            || TruthOf(Field("obfuscate")) is not { } obfuscate)
            return "A field that should be true or false is neither.";
        if (Field("public_comment").Length > DomainPolicy.MaxComment)
            return "The comment is too long.";
        decision = new DomainDecision(host, level, media, reports, Field("public_comment"), IsObfuscated: obfuscate);
        return null;
    }

    private static string NameOf(string column) => column.Trim().TrimStart('\uFEFF', '#').ToLowerInvariant();

    private static string SeverityOf(PolicyLevel level) => level switch
    {
        PolicyLevel.Block => "suspend",
        PolicyLevel.Silence => "silence",
        PolicyLevel.Allow => "allow",
        _ => "noop",
    };

    private static PolicyLevel? LevelOf(string severity, PolicyLevel otherwise) => severity.ToLowerInvariant() switch
    {
        "" => otherwise,
        "suspend" => PolicyLevel.Block,
        "silence" => PolicyLevel.Silence,
        "noop" => PolicyLevel.None,
        "allow" => PolicyLevel.Allow,
        _ => null,
    };

    private static bool? TruthOf(string text) => text.ToLowerInvariant() switch
    {
        "" or "false" or "f" or "0" or "no" => false,
        "true" or "t" or "1" or "yes" => true,
        _ => null,
    };

    private static string Quoted(string text)
    {
        if (text.AsSpan().IndexOfAny("\",\r\n") < 0 && !text.StartsWith('#'))
            return text;
        return $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
    }
}

/// <summary>A list that was read: what it asks for, and the lines that ask for nothing we understand.</summary>
public sealed record DomainList(IReadOnlyList<DomainLine> Good, IReadOnlyList<BadLine> Bad);

/// <summary>A line that asks for something.</summary>
/// <param name="Number">Of the line in the list, from 1.</param>
public sealed record DomainLine(int Number, DomainDecision Decision);

/// <summary>A line that was not understood, as it stood there.</summary>
/// <param name="Number">From 1.</param>
/// <param name="Problem">A sentence, in English.</param>
public sealed record BadLine(int Number, string Text, string Problem);
