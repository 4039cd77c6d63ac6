namespace Microblog.Data;

/// <summary>Held by the one server that works on a SQLite database; the system lets go of it however the server ends.</summary>
public sealed class ServeLock : IDisposable
{
    private readonly FileStream file;

    private ServeLock(FileStream file) => this.file = file;

    /// <summary>Takes the lock.</summary>
    /// <returns>Null while another process holds it.</returns>
    public static ServeLock? TryTake(string dataDirectory)
    {
        var path = Path.Combine(dataDirectory, "serve.lock");
        PrivateFiles.CreateFile(path);
        try
        {
            return new(new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.None));
        }
        catch (IOException)
        {
            return null;
        }
    }

    public void Dispose() => file.Dispose();
}
