namespace Microblog.Timelines;

/// <summary>Which part of a timeline is wanted. All ends are exclusive.</summary>
/// <param name="MaxId">Only older than this notice.</param>
/// <param name="SinceId">Only newer than this notice, the newest of them first.</param>
/// <param name="MinId">Only newer than this notice, those right after it.</param>
/// <param name="Limit">How many, at most <see cref="MaxLimit"/>.</param>
/// <remarks>Source: Mastodon API documentation, guidelines on pagination.</remarks>
public sealed record Page(long? MaxId = null, long? SinceId = null, long? MinId = null, int Limit = Page.DefaultLimit)
{
    public const int DefaultLimit = 20;
    public const int MaxLimit = 40;

    /// <summary>As many as the limit says, however many that are: only for lists that are short by themselves, and where it was cut before.</summary>
    public bool IsWhole { get; init; }

    /// <summary>How many of it are left out at its beginning: only for lists that change little.</summary>
    public int Skip { get; init; }

    public int Size => IsWhole ? Limit : Math.Clamp(Limit, 1, MaxLimit);
}
