using System.Globalization;
using System.Security.Claims;
using System.Threading.RateLimiting;
using Microblog.SignIn;
using Microsoft.AspNetCore.HttpOverrides;

namespace Microblog.Web;

/// <summary>How often one person, or one address that is nobody in particular, may ask. Reading pages is free, but for that of searches.</summary>
internal static class RequestLimits
{
    /// <summary>Requests of one person in <see cref="Window"/>.</summary>
    public const int PerPerson = 1_500;

    /// <summary>Requests of one address in <see cref="Window"/>.</summary>
    public const int PerAddress = 300;

    /// <summary>Requests in <see cref="Window"/> that may make us ask another server.</summary>
    public const int Searches = 60;

    /// <summary>Deliveries from one address in <see cref="InboxWindow"/>: a large server speaks for many people.</summary>
    public const int Deliveries = 3_000;

    /// <summary>Uploads of one person in <see cref="UploadWindow"/>.</summary>
    public const int Uploads = 30;

    public static readonly TimeSpan UploadWindow = TimeSpan.FromMinutes(30);
    public static readonly TimeSpan Window = TimeSpan.FromMinutes(5);
    public static readonly TimeSpan InboxWindow = TimeSpan.FromMinutes(1);

    public static IServiceCollection AddRequestLimits(this IServiceCollection services, MicroblogSettings settings)
    {
        // Only a proxy on this machine is believed about whom it speaks for, and only about the last step.
        services.Configure<ForwardedHeadersOptions>(forwarded =>
            (forwarded.ForwardedHeaders, forwarded.ForwardLimit) = (ForwardedHeaders.XForwardedFor, 1));
        return services.AddRateLimiter(limits =>
        {
            limits.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
            limits.OnRejected = (context, _) =>
            {
                if (context.Lease.TryGetMetadata(MetadataName.RetryAfter, out var wait))
                {
                    context.HttpContext.Response.Headers.RetryAfter =
                        Math.Ceiling(Math.Max(1, wait.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
                }

                return ValueTask.CompletedTask;
            };
            if (settings.RateLimits.Enabled)
                limits.GlobalLimiter = PartitionedRateLimiter.Create<HttpContext, string>(PartitionOf);
        });
    }

    private static RateLimitPartition<string> PartitionOf(HttpContext http)
    {
        var request = http.Request;
        var isApi = request.Path.StartsWithSegments("/api", StringComparison.OrdinalIgnoreCase);
        var isRead = HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method);
        if ((isRead && !isApi && !IsSearch(request.Path)) || request.Path.StartsWithSegments("/error", StringComparison.OrdinalIgnoreCase))
            return RateLimitPartition.GetNoLimiter("");

        var address = SignInLimit.KeyOf(http.Connection.RemoteIpAddress);
        if (IsInbox(request.Path))
            return Of($"inbox {address}", Deliveries, InboxWindow);
        var person = http.User.FindFirstValue(ClaimTypes.NameIdentifier);
        if (AsksOthers(request))
            return Of($"search {person ?? address}", Searches, Window);
        if (IsUpload(request))
            return Of($"media {person ?? address}", Uploads, UploadWindow);
        return person is null ? Of($"address {address}", PerAddress, Window) : Of($"person {person}", PerPerson, Window);
    }

    // Anybody may look for words, and each time something is looked through.
    private static bool IsSearch(PathString path) => path.StartsWithSegments("/search", StringComparison.OrdinalIgnoreCase);

    private static bool IsInbox(PathString path) => path.Value!.EndsWith("/inbox", StringComparison.OrdinalIgnoreCase);

    private static bool IsUpload(HttpRequest request) =>
        HttpMethods.IsPost(request.Method) && request.Path.Value!.TrimEnd('/').ToUpperInvariant() is "/API/V1/MEDIA" or "/API/V2/MEDIA";

    private static bool AsksOthers(HttpRequest request) => request.Path.Value!.TrimEnd('/').ToUpperInvariant() switch
    {
        "/FOLLOWS" or "/SEARCHES" => true,
        "/API/V2/SEARCH" or "/API/V1/ACCOUNTS/SEARCH" => request.Query.TryGetValue("resolve", out var resolve) && resolve != "false",
        _ => false,
    };

    private static RateLimitPartition<string> Of(string who, int most, TimeSpan window) =>
        RateLimitPartition.GetFixedWindowLimiter(who, _ => new FixedWindowRateLimiterOptions { PermitLimit = most, Window = window });
}
