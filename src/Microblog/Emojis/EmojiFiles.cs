using System.Security.Cryptography;
using Microblog.Data;
using Microblog.Web;

namespace Microblog.Emojis;

/// <summary>The pictures of our emoji, in the data directory, under names that we make.</summary>
public sealed class EmojiFiles(MicroblogSettings settings)
{
    private string Folder => Path.GetFullPath(Path.Combine(settings.DataDirectory, "emoji"));

    /// <summary>Stores a picture under a new name.</summary>
    /// <param name="extension">Ours, with its dot.</param>
    public async Task<string> StoreAsync(ReadOnlyMemory<byte> picture, string extension, CancellationToken ct)
    {
        PrivateFiles.CreateDirectory(Folder);
        var name = RandomNumberGenerator.GetHexString(32, lowercase: true) + extension;
        await using var file = PrivateFiles.Open(PathOf(name), FileShare.None);
        await file.WriteAsync(picture, ct);
        file.Flush(flushToDisk: true);
        return name;
    }

    /// <summary>Opens a picture to read it; null when it is not there.</summary>
    /// <param name="name">As the database has it: never what a stranger sent.</param>
    public Stream? Open(string name)
    {
        try
        {
            return File.OpenRead(PathOf(name));
        }
        catch (Exception missing) when (missing is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
    }

    public void Delete(string name) => File.Delete(PathOf(name));

    private string PathOf(string name) => Path.Combine(Folder, Path.GetFileName(name));
}
