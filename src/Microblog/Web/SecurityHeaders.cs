namespace Microblog.Web;

/// <summary>What browsers are told about every answer. An answer that says otherwise itself keeps what it says.</summary>
internal sealed class SecurityHeaders(RequestDelegate next, MicroblogSettings settings)
{
    private readonly string policy = PolicyFor(settings);
    private readonly bool isSecure = settings.BaseUrl.Scheme == Uri.UriSchemeHttps;

    public Task InvokeAsync(HttpContext context)
    {
        context.Response.OnStarting(() =>
        {
            Add(context.Response.Headers);
            return Task.CompletedTask;
        });
        return next(context);
    }

    private void Add(IHeaderDictionary headers)
    {
        headers.TryAdd("Content-Security-Policy", policy);
        headers.TryAdd("X-Content-Type-Options", "nosniff");
        headers.TryAdd("Referrer-Policy", "same-origin");
        headers.TryAdd("Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()");
        headers.TryAdd("Cross-Origin-Opener-Policy", "same-origin");
        if (isSecure)
            headers.TryAdd("Strict-Transport-Security", "max-age=31536000");
    }

    /// <summary>The content security policy of a page.</summary>
    /// <param name="formsLeadTo">Where else its forms may lead, as CSP spells sources.</param>
    // Browsers judge form-action on redirects too, and signing in goes on to the wiki.
    public static string PolicyFor(MicroblogSettings settings, params string[] formsLeadTo)
    {
        var wikis = settings.Wikis
            .Select(w => w.RestUrl?.GetLeftPart(UriPartial.Authority))
            .OfType<string>()
            .Concat(formsLeadTo)
            .Distinct(StringComparer.Ordinal);
        return "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; media-src 'self'; font-src 'self'; "
            + $"form-action {string.Join(' ', wikis.Prepend("'self'"))}; frame-ancestors 'none'; base-uri 'none'";
    }
}
