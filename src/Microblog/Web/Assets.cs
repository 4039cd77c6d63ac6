using System.Globalization;

namespace Microblog.Web;

/// <summary>The addresses of our style sheet and script: a new version has a new one, so that nobody sees a page with old styles.</summary>
/// <remarks>The framework's own way to do so watches the files, which costs a system-wide resource for each server in a process.</remarks>
public sealed class Assets(IWebHostEnvironment environment)
{
    /// <summary>Such as <c>/site.css?v=638…</c>.</summary>
    /// <param name="name">The file's name in <c>wwwroot</c>.</param>
    public string AddressOf(string name)
    {
        var changed = environment.WebRootFileProvider.GetFileInfo(name).LastModified.UtcTicks;
        return string.Create(CultureInfo.InvariantCulture, $"/{name}?v={changed}");
    }
}
