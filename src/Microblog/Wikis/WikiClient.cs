using System.Net;
using System.Reflection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Microblog.Wikis;

/// <summary>The HTTP client for configured wikis, and what is registered for them.</summary>
public static class WikiClient
{
    /// <summary>Name of the client in <see cref="IHttpClientFactory"/>.</summary>
    public const string Name = "wiki";

    /// <summary>Longest answer read, unpacked, in bytes; fifty accounts take about 20 kB.</summary>
    public const int LongestAnswer = 2 * 1024 * 1024;

    /// <summary>Longest wait for an answer.</summary>
    public static readonly TimeSpan Timeout = TimeSpan.FromSeconds(10);

    /// <summary>Registers <see cref="WikiApi"/> and <see cref="WikiOAuth"/>.</summary>
    /// <param name="contact">A page of this server that says who runs it; wikis turn away clients that name none.</param>
    public static IServiceCollection AddWikis(this IServiceCollection services, Func<IServiceProvider, Uri> contact)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton<WikiApi>();
        services.AddSingleton<WikiOAuth>();
        services.AddHttpClient(Name)
            .ConfigureHttpClient((provider, client) =>
            {
                client.Timeout = Timeout;
                client.MaxResponseContentBufferSize = LongestAnswer;
                client.DefaultRequestHeaders.UserAgent.ParseAdd($"Microblog/{Version} (+{contact(provider).AbsoluteUri})");
            })
            .ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler
            {
                AllowAutoRedirect = false,
                AutomaticDecompression = DecompressionMethods.GZip,
                UseCookies = false,
                UseProxy = false,
                PooledConnectionLifetime = TimeSpan.FromMinutes(5),
            });
        return services;
    }

    private static string Version => Assembly.GetExecutingAssembly().GetName().Version?.ToString(3) ?? "0";
}
