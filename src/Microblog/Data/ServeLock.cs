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
        try
        {
            return new(PrivateFiles.Open(Path.Combine(dataDirectory, "serve.lock"), FileShare.None));
        }
        catch (IOException)
        {
            return null;
        }
    }

    public void Dispose() => file.Dispose();
}
