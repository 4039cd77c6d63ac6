namespace Microblog.Tests.Support;

/// <summary>Files people wrote, without what the build made.</summary>
internal static class SourceFiles
{
    public static IEnumerable<string> Under(string folder, string pattern = "*.cs") =>
        Directory.EnumerateFiles(folder, pattern, SearchOption.AllDirectories)
            .Where(file => !Path.GetRelativePath(folder, file).Split(Path.DirectorySeparatorChar).Any(part => part is "obj" or "bin"))
            .Order(StringComparer.Ordinal);
}
