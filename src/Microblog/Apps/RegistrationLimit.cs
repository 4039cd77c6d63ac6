using System.Threading.RateLimiting;
using Microblog.SignIn;
using Microblog.Web;
using Microsoft.AspNetCore.RateLimiting;

namespace Microblog.Apps;

/// <summary>How many programs one address may introduce: each is a row that a stranger makes.</summary>
/// <remarks>Source: security catalogue §6.</remarks>
internal sealed class RegistrationLimit(MicroblogSettings settings) : IRateLimiterPolicy<string>
{
    public const string Name = "apps";

    /// <summary>Programs in <see cref="Window"/>.</summary>
    public const int Most = 5;

    public static readonly TimeSpan Window = TimeSpan.FromMinutes(10);

    public Func<OnRejectedContext, CancellationToken, ValueTask>? OnRejected => null;

    public RateLimitPartition<string> GetPartition(HttpContext httpContext) => settings.RateLimits.Enabled
        ? RateLimitPartition.GetFixedWindowLimiter(
            "apps " + SignInLimit.KeyOf(httpContext.Connection.RemoteIpAddress),
            _ => new FixedWindowRateLimiterOptions { PermitLimit = Most, Window = Window })
        : RateLimitPartition.GetNoLimiter("");
}
