using Microsoft.AspNetCore.Cors.Infrastructure;

namespace Microblog.Web;

/// <summary>Which addresses programs may ask from pages of any site: those where only a token says who asks, never a cookie.</summary>
/// <remarks>Source: Fetch §3.3 (CORS). Elk and Phanpy are such pages.</remarks>
internal static class OpenDoors
{
    private static readonly string[] Open = ["/api", "/oauth/token", "/oauth/revoke", "/oauth/userinfo", "/.well-known", "/nodeinfo"];

    private static readonly TimeSpan Remembered = TimeSpan.FromDays(1);

    public static IServiceCollection AddOpenDoors(this IServiceCollection services) => services.AddCors(cors =>
        cors.AddDefaultPolicy(new CorsPolicyBuilder()
            .AllowAnyOrigin()
            .AllowAnyHeader()
            .WithMethods("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE")
            .WithExposedHeaders("Link", "Retry-After", "X-RateLimit-Limit", "X-RateLimit-Remaining", "X-RateLimit-Reset")
            .SetPreflightMaxAge(Remembered)
            .Build()));

    public static IApplicationBuilder UseOpenDoors(this IApplicationBuilder app) => app.UseWhen(
        http => Array.Exists(Open, path => http.Request.Path.StartsWithSegments(path, StringComparison.OrdinalIgnoreCase)),
        open => open.UseCors());
}
