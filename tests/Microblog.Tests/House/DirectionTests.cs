using System.Text.RegularExpressions;
using Microblog.Tests.Support;

namespace Microblog.Tests.House;

/// <summary>Edges know features; features never know edges, edges never know each other, and the protocols know nobody.</summary>
public sealed partial class DirectionTests
{
    private static readonly string[] Edges = ["ClientApi", "Federation", "CommandLine"];

    // A single file at the top, and the registration, put the parts together and so know all of them.
    private static readonly string[] KnowsAll = ["Program.cs"];

    [Fact]
    public void No_feature_knows_an_edge_and_no_edge_another()
    {
        var src = RepositoryRoot.At("src/Microblog");
        var wrong =
            from file in SourceFiles.Under(src)
            let folder = Path.GetRelativePath(src, file).Split(Path.DirectorySeparatorChar)[0]
            where !KnowsAll.Contains(folder)
            from Match named in MicroblogName().Matches(File.ReadAllText(file))
            let target = named.Groups["folder"].Value
            where Edges.Contains(target) && target != folder
            select $"{folder} uses {target} in {Path.GetFileName(file)}";

        Assert.Empty(wrong);
    }

    [Fact]
    public void The_protocols_know_neither_the_server_nor_a_database_nor_a_web_host()
    {
        var wrong =
            from file in SourceFiles.Under(RepositoryRoot.At("src/Microblog.Protocols"))
            from Match used in Foreign().Matches(File.ReadAllText(file))
            select $"{Path.GetFileName(file)}: {used.Value}";

        Assert.Empty(wrong);
        Assert.DoesNotContain("ProjectReference", File.ReadAllText(RepositoryRoot.At("src/Microblog.Protocols/Microblog.Protocols.csproj")), StringComparison.Ordinal);
    }

    [GeneratedRegex(@"\bMicroblog\.(?<folder>[A-Z]\w+)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex MicroblogName();

    [GeneratedRegex(
        @"^using (Microblog(?!\.Protocols)|Microsoft\.(EntityFrameworkCore|AspNetCore|Extensions)).*$",
        RegexOptions.Multiline | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Foreign();
}
