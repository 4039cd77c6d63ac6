using Microblog.Tests.Support;

namespace Microblog.Tests.House;

/// <summary>A method fits on a screen, and a long file says why it is long.</summary>
public sealed class SizeTests
{
    private const int LongFile = 300;

    [Fact]
    public void A_method_over_forty_lines_fails_the_build()
    {
        var rules = File.ReadAllLines(RepositoryRoot.At(".editorconfig")).Select(line => line.Trim()).ToList();

        Assert.Contains("MA0051.maximum_lines_per_method = 40", rules);
        Assert.Contains("dotnet_diagnostic.MA0051.severity = warning", rules);
        Assert.Single(rules, rule => rule.Contains("MA0051.severity", StringComparison.Ordinal));
        Assert.Contains("<TreatWarningsAsErrors>true</TreatWarningsAsErrors>", File.ReadAllText(RepositoryRoot.At("Directory.Build.props")), StringComparison.Ordinal);
    }

    /// <summary>The reason is a comment that begins <c>// Long because</c>, within the first lines.</summary>
    [Fact]
    public void A_file_over_three_hundred_lines_says_why()
    {
        var silent =
            from file in SourceFiles.Under(RepositoryRoot.At("src")).Concat(SourceFiles.Under(RepositoryRoot.At("tests")))
            let lines = File.ReadAllLines(file)
            where lines.Length > LongFile && !lines.Take(5).Any(line => line.StartsWith("// Long because", StringComparison.Ordinal))
            select $"{Path.GetRelativePath(RepositoryRoot.Path, file)}: {lines.Length} lines";

        Assert.Empty(silent);
    }
}
