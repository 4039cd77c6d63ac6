using System.Globalization;
using System.Text.RegularExpressions;
using Microblog.Tests.Support;

namespace Microblog.Tests.House;

/// <summary>docs/ATTACKS.md says which tests hold which attack of the security catalogue, and the tests say so themselves.</summary>
public sealed partial class AttackTests
{
    /// <summary>Numbers of the groups that the table speaks of: all but wikis and OStatus.</summary>
    private const int Last = 54;

    private static readonly string[] Rows = File.ReadAllLines(RepositoryRoot.At("docs/ATTACKS.md"));

    [Fact]
    public void Every_attack_of_the_catalogue_has_one_row() =>
        Assert.Equal(Enumerable.Range(1, Last), Table().Select(row => row.Number).Order());

    [Fact]
    public void Every_attack_is_held_by_the_tests_that_its_row_names()
    {
        var tests = SourceFiles.Under(RepositoryRoot.At("tests")).ToLookup(file => Path.GetFileNameWithoutExtension(file), StringComparer.Ordinal);
        var wrong =
            from row in Table()
            from name in row.Tests
            where !tests[name].Any(file => Bears(File.ReadAllText(file), row.Number))
            select $"{row.Number}: {name} does not say that it holds it";

        Assert.Empty(wrong);
        Assert.All(Table().Where(row => row.Tests.Count == 0), row => Assert.Contains("No", row.Line, StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public void Every_test_that_holds_an_attack_is_in_its_row()
    {
        var rows = Table().ToDictionary(row => row.Number, row => row.Tests);
        var wrong =
            from file in SourceFiles.Under(RepositoryRoot.At("tests/Microblog.Tests/Attacks"))
            from Match mark in Mark().Matches(File.ReadAllText(file))
            let number = int.Parse(mark.Groups["number"].Value, CultureInfo.InvariantCulture)
            where !rows[number].Contains(Path.GetFileNameWithoutExtension(file), StringComparer.Ordinal)
            select $"{number}: {Path.GetFileNameWithoutExtension(file)} is not in the row";

        Assert.Empty(wrong);
    }

    private static bool Bears(string source, int number) =>
        Mark().Matches(source).Any(mark => int.Parse(mark.Groups["number"].Value, CultureInfo.InvariantCulture) == number);

    private static IEnumerable<(int Number, string Line, IReadOnlyList<string> Tests)> Table() =>
        from line in Rows
        let cells = line.Split('|', StringSplitOptions.TrimEntries)
        where cells.Length == 5 && int.TryParse(cells[1], CultureInfo.InvariantCulture, out _)
        select (
            int.Parse(cells[1], CultureInfo.InvariantCulture),
            line,
            (IReadOnlyList<string>)[.. cells[3].Split(", ").Where(name => ClassName().IsMatch(name))]);

    [GeneratedRegex("§7-(?<number>[0-9]+)", RegexOptions.ExplicitCapture, 5000)]
    private static partial Regex Mark();

    [GeneratedRegex("^[A-Z][A-Za-z]+(Attacks|Tests)$", RegexOptions.ExplicitCapture, 5000)]
    private static partial Regex ClassName();
}
