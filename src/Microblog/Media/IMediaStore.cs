namespace Microblog.Media;

/// <summary>Where the files lie that we made. Names are ours (<see cref="MediaFiles"/>), and a file never changes.</summary>
/// <remarks>A seam: there is one on disk, and a store of objects elsewhere would fit. See docs/ARCHITECTURE.md.</remarks>
public interface IMediaStore
{
    /// <summary>Takes a file over; afterwards it is there, whole and for good.</summary>
    Task StoreAsync(string name, string path, CancellationToken ct);

    /// <summary>Opens a file to read it from anywhere; null when it is not there.</summary>
    Stream? Open(string name);

    /// <summary>Removes a file; nothing happens when it is not there.</summary>
    void Delete(string name);

    /// <summary>The names of all files that were stored before that time.</summary>
    IEnumerable<string> NamesBefore(DateTimeOffset time);
}
