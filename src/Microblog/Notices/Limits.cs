namespace Microblog.Notices;

internal static class Limits
{
    /// <summary>Most actors that one local notice can name.</summary>
    public const int Mentions = 50;

    /// <summary>Most tags under which one notice is found.</summary>
    public const int Hashtags = 100;
}
