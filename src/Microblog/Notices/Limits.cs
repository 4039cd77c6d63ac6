namespace Microblog.Notices;

internal static class Limits
{
    /// <summary>Most actors that one local notice can name.</summary>
    public const int Mentions = 50;

    /// <summary>Of these, most whose servers are asked who they are, as nobody here has heard of them.</summary>
    public const int Strangers = 10;

    /// <summary>Most tags under which one notice is found.</summary>
    public const int Hashtags = 100;
}
