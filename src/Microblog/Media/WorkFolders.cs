using System.Security.Cryptography;
using Microblog.Data;
using Microblog.Web;

namespace Microblog.Media;

/// <summary>Makes folders in which files are worked on, and which are gone afterwards.</summary>
public sealed class WorkFolders(MicroblogSettings settings)
{
    private string Root => Path.GetFullPath(Path.Combine(settings.DataDirectory, "media", "work"));

    public WorkFolder New()
    {
        var path = Path.Combine(Root, RandomNumberGenerator.GetHexString(16, lowercase: true));
        PrivateFiles.CreateDirectory(path);
        return new(path);
    }

    /// <summary>Removes those that a process which died left behind.</summary>
    public void RemoveOlderThan(DateTimeOffset time)
    {
        var root = new DirectoryInfo(Root);
        if (!root.Exists)
            return;
        foreach (var left in root.EnumerateDirectories().Where(d => d.CreationTimeUtc < time.UtcDateTime))
            left.Delete(recursive: true);
    }
}
