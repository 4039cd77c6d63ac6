using Microblog.Data;

namespace Microblog.Media;

/// <summary>A folder for one piece of work.</summary>
public sealed class WorkFolder(string path) : IDisposable
{
    /// <summary>The path of a file in it.</summary>
    /// <param name="name">Of ours; never what a stranger sent.</param>
    public string this[string name] => Path.Combine(path, name);

    /// <summary>Writes what comes to a file, unless it is too much.</summary>
    /// <exception cref="RefusalException">There are more bytes than are taken.</exception>
    public async Task<string> WriteAsync(string name, Stream content, int most, CancellationToken ct)
    {
        await using var file = PrivateFiles.Open(this[name], FileShare.None);
        var buffer = new byte[81_920];
        var total = 0;
        while (await content.ReadAsync(buffer, ct) is > 0 and var read)
        {
            total += read;
            if (total > most)
                throw new RefusalException(Refusal.MediaTooLarge);
            await file.WriteAsync(buffer.AsMemory(0, read), ct);
        }

        return this[name];
    }

    public void Dispose() => Directory.Delete(path, recursive: true);
}
