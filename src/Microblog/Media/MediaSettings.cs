namespace Microblog.Media;

/// <summary>How files of other servers are kept.</summary>
public sealed class MediaSettings
{
    /// <summary>How long one is kept after somebody last looked at it.</summary>
    public TimeSpan CacheFor { get; set; } = TimeSpan.FromDays(7);

    /// <summary>How much room all of them may take.</summary>
    public int CacheMegabytes { get; set; } = 10_000;
}
