using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Threading.RateLimiting;
using Microblog.Web;
using Microsoft.AspNetCore.RateLimiting;

namespace Microblog.SignIn;

/// <summary>How often one address may begin or finish signing in. An IPv6 network of 64 bits counts as one: it is one household.</summary>
public sealed class SignInLimit(MicroblogSettings settings) : IRateLimiterPolicy<string>
{
    /// <summary>Name of the policy.</summary>
    public const string Name = "sign-in";

    /// <summary>Starts and returns a minute; a sign-in takes one of each, and a school may share an address.</summary>
    public const int PerMinute = 60;

    public Func<OnRejectedContext, CancellationToken, ValueTask>? OnRejected { get; } = async (context, ct) =>
    {
        var response = context.HttpContext.Response;
        response.StatusCode = StatusCodes.Status429TooManyRequests;
        response.Headers.RetryAfter = 60.ToString(CultureInfo.InvariantCulture);
        await response.WriteAsync("Too many attempts to sign in from this address. Try again in a minute.", ct);
    };

    public RateLimitPartition<string> GetPartition(HttpContext httpContext) => settings.RateLimits.Enabled
        ? RateLimitPartition.GetFixedWindowLimiter(KeyOf(httpContext.Connection.RemoteIpAddress), _ => new FixedWindowRateLimiterOptions
        {
            PermitLimit = PerMinute,
            Window = TimeSpan.FromMinutes(1),
        })
        : RateLimitPartition.GetNoLimiter("");

    internal static string KeyOf(IPAddress? address)
    {
        if (address is null)
            return "";
        if (address.IsIPv4MappedToIPv6)
            address = address.MapToIPv4();
        return address.AddressFamily == AddressFamily.InterNetworkV6
            ? Convert.ToHexString(address.GetAddressBytes().AsSpan(0, 8))
            : address.ToString();
    }
}
