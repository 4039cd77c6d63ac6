using Microblog.Data;
using Microblog.Web;

namespace Microblog.Media;

/// <summary>Keeps files in the data directory, spread over folders by the first letters of their names.</summary>
internal sealed class DiskMediaStore(MicroblogSettings settings) : IMediaStore
{
    private string Root => Path.GetFullPath(Path.Combine(settings.DataDirectory, "media", "files"));

    // The working folders are on the same disk, so that a move is one step and nobody ever opens half a file.
    public Task StoreAsync(string name, string path, CancellationToken ct)
    {
        var target = PathOf(name);
        PrivateFiles.CreateDirectory(Path.GetDirectoryName(target)!);
        using (var file = new FileStream(path, FileMode.Open, FileAccess.ReadWrite))
            file.Flush(flushToDisk: true);
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        File.Move(path, target);
        return Task.CompletedTask;
    }

    public Stream? Open(string name)
    {
        try
        {
            return new FileStream(PathOf(name), FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, 65_536, useAsync: true);
        }
        catch (Exception missing) when (missing is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
    }

    public void Delete(string name)
    {
        var path = PathOf(name);
        if (File.Exists(path))
            File.Delete(path);
    }

    public IEnumerable<string> NamesBefore(DateTimeOffset time)
    {
        var root = new DirectoryInfo(Root);
        return root.Exists
            ? root.EnumerateFiles("*", SearchOption.AllDirectories).Where(f => f.LastWriteTimeUtc < time.UtcDateTime).Select(f => f.Name)
            : [];
    }

    private string PathOf(string name) => Path.Combine(Root, name[..2], Path.GetFileName(name));
}
