namespace Microblog.Notices;

internal static class Limits
{
    /// <summary>Most actors that one local notice can name.</summary>
    public const int Mentions = 50;
}
