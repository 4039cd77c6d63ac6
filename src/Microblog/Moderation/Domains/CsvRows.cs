using System.Text;

namespace Microblog.Moderation.Domains;

/// <summary>Reads comma-separated values.</summary>
/// <remarks>Source: RFC 4180. A quote that is never closed spoils its own line alone: the lines after it are read.</remarks>
internal static class CsvRows
{
    public static List<CsvRow> Read(string csv, int most)
    {
        var rows = new List<CsvRow>();
        var lines = csv.ReplaceLineEndings("\n").TrimEnd('\n').Split('\n');
        for (var at = 0; at < lines.Length;)
        {
            if (rows.Count == most)
            {
                rows.Add(new CsvRow(at + 1, "", [], $"Only the first {most} lines are read."));
                break;
            }

            var (row, taken) = ReadRow(lines, at);
            rows.Add(row);
            at += taken;
        }

        return rows;
    }

    // A quoted field may go on over some lines; further than that it is a quote that was never closed.
    private static (CsvRow Row, int Taken) ReadRow(string[] lines, int first)
    {
        const int Furthest = 20;
        var text = new StringBuilder(lines[first]);
        for (var taken = 1; ; taken++)
        {
            if (Fields(text.ToString()) is { } fields)
                return (new CsvRow(first + 1, text.ToString(), fields, null), taken);
            if (taken == Furthest || first + taken == lines.Length)
                return (new CsvRow(first + 1, lines[first], [], "A quote is not closed, or something follows a closed one."), 1);
            text.Append('\n').Append(lines[first + taken]);
        }
    }

    private static List<string>? Fields(string text)
    {
        var fields = new List<string>();
        var at = 0;
        while (true)
        {
            if (at < text.Length && text[at] == '"')
            {
                if (QuotedField(text, ref at) is not { } quoted)
                    return null;
                fields.Add(quoted);
            }
            else
            {
                var comma = text.IndexOf(',', at);
                var end = comma < 0 ? text.Length : comma;
                fields.Add(text[at..end]);
                at = end;
            }

            if (at == text.Length)
                return fields;
            if (text[at] != ',')
                return null;
            at++;
        }
    }

    private static string? QuotedField(string text, ref int at)
    {
        var field = new StringBuilder();
        for (at++; at < text.Length; at++)
        {
            if (text[at] != '"')
                field.Append(text[at]);
            else if (at + 1 < text.Length && text[at + 1] == '"')
                field.Append(text[at++]);
            else
            {
                at++;
                return field.ToString();
            }
        }

        return null;
    }
}

/// <summary>A row of comma-separated values.</summary>
/// <param name="Number">Of its first line in the text, from 1.</param>
/// <param name="Text">As it stood there.</param>
/// <param name="Problem">Why its fields cannot be told apart; null when they can.</param>
internal sealed record CsvRow(int Number, string Text, List<string> Fields, string? Problem);
