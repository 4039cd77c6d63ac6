namespace Microblog.DemoWiki;

/// <summary>The API answers an error.</summary>
internal sealed class DemoApiException(string code, string info, int? limit = null) : Exception(info)
{
    public string Code { get; } = code;

    /// <summary>How many values would have been allowed.</summary>
    public int? Limit { get; } = limit;
}
