using System.Runtime.CompilerServices;

namespace Microblog.Tests.House;

/// <summary>HTML is shown unencoded only as CleanHtml, and only its writers and the database column make one.</summary>
public sealed class CleanHtmlTests
{
    [Theory]
    [InlineData("CleanHtml.FromWriter(", "Microblog/Notices/Text")]
    [InlineData("CleanHtml.FromColumn(", "Microblog/Data")]
    [InlineData("Html.Raw(", "nowhere")]
    [InlineData("new HtmlString(", "nowhere")]
    public void Unencoded_HTML_comes_from_one_place(string call, string folder)
    {
        var src = Path.GetFullPath(Path.Combine(Here(), "../../../src"));
        var wrong =
            from file in Directory.EnumerateFiles(src, "*.cs*", SearchOption.AllDirectories)
            let name = Path.GetRelativePath(src, file)
            where !name.Contains("/obj/", StringComparison.Ordinal) && Path.GetExtension(name) is ".cs" or ".cshtml"
            where !name.StartsWith(folder, StringComparison.Ordinal) && File.ReadAllText(file).Contains(call, StringComparison.Ordinal)
            select name;

        Assert.Empty(wrong);
    }

    private static string Here([CallerFilePath] string path = "") => Path.GetDirectoryName(path)!;
}
