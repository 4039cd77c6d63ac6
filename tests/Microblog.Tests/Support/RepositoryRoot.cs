namespace Microblog.Tests.Support;

/// <summary>Where the sources lie.</summary>
internal static class RepositoryRoot
{
    public static string Path { get; } = Find(AppContext.BaseDirectory);

    public static string At(string relative) => System.IO.Path.Combine(Path, relative);

    private static string Find(string folder) =>
        File.Exists(System.IO.Path.Combine(folder, "Microblog.sln")) ? folder : Find(Directory.GetParent(folder)!.FullName);
}
