namespace Microblog.DemoWiki;

/// <summary>What the demo wiki's endpoints share.</summary>
internal static class DemoHttp
{
    /// <summary>Scheme, host and port under which the demo wiki was asked.</summary>
    public static Uri ServerUri(this HttpContext http) => new($"{http.Request.Scheme}://{http.Request.Host.Value}/");

    /// <summary>A form's field; null when it is absent.</summary>
    public static async Task<IFormCollection> FormAsync(this HttpContext http) =>
        http.Request.HasFormContentType ? await http.Request.ReadFormAsync(http.RequestAborted) : FormCollection.Empty;

    /// <summary>Keeps a path to come back to within the demo wiki; anything else becomes its front page.</summary>
    public static string OnThisWiki(string? path) =>
        path is not null && path.StartsWith(DemoWikiSettings.Path + "/", StringComparison.Ordinal)
        && path.All(c => c is > ' ' and < '\u007f' and not '\\')
            ? path
            : DemoWikiSettings.Path + "/";

    /// <summary>302, as MediaWiki answers at the end of a step.</summary>
    public static IResult Found(string address) => Results.Redirect(address);

    /// <summary>307, as MediaWiki answers between the steps.</summary>
    public static IResult Continue(string address) => Results.Redirect(address, preserveMethod: true);
}
