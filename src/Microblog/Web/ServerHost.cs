using System.Globalization;
using Microblog.Actors;
using Microblog.Data;
using Microblog.Moderation.Domains;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace Microblog.Web;

/// <summary>Where the server finds its files, where it listens, what it accepts, and how it starts and stops.</summary>
public static class ServerHost
{
    /// <summary>The largest body that is read, unless a route says otherwise; an activity is a few kilobytes.</summary>
    private const long LargestBody = 1_000_000;

    // Leaves a second of the five that the operator is promised for what comes after the last request.
    private static readonly TimeSpan ShutdownTimeout = TimeSpan.FromSeconds(4);

    /// <summary>Reads configuration from where the program was started, or from beside the program when there is none.</summary>
    public static WebApplicationBuilder CreateBuilder(string[] args)
    {
        var here = Directory.GetCurrentDirectory();
        var root = IsGiven(args, "contentRoot") ? null : File.Exists(Path.Combine(here, "appsettings.json")) ? here : AppContext.BaseDirectory;
        var web = root is null || Directory.Exists(Path.Combine(root, "wwwroot")) ? null : Path.Combine(AppContext.BaseDirectory, "wwwroot");
        return WebApplication.CreateBuilder(new WebApplicationOptions { Args = args, ContentRootPath = root, WebRootPath = web });
    }

    /// <summary>Addresses, limits and the time for stopping.</summary>
    public static void ConfigureServer(this WebApplicationBuilder builder, MicroblogSettings settings)
    {
        if (ListensNowhere(builder.Configuration) && settings.BaseUrl is { Scheme: "http", IsLoopback: true })
            builder.WebHost.UseUrls(settings.BaseUrl.GetLeftPart(UriPartial.Authority));
        var tlsPorts = TlsPorts(builder.Configuration);
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.ConfigureEndpointDefaults(endpoint =>
                endpoint.Protocols = tlsPorts.Contains(endpoint.IPEndPoint?.Port ?? 0) ? HttpProtocols.Http1AndHttp2 : HttpProtocols.Http1);
            kestrel.Limits.MaxRequestBodySize = LargestBody;
            kestrel.Limits.MaxRequestLineSize = 8 * 1024;
            kestrel.Limits.MaxRequestHeadersTotalSize = 32 * 1024;
            kestrel.Limits.MaxRequestHeaderCount = 100;
            kestrel.Limits.RequestHeadersTimeout = TimeSpan.FromSeconds(10);
        });
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = ShutdownTimeout);

        // What stops the start is thrown as well, and told in one sentence by whoever runs us.
        var started = new Started();
        builder.Services.AddSingleton(started);
        builder.Logging.AddFilter("Microsoft.Extensions.Hosting.Internal.Host", level => level >= LogLevel.Warning && started.IsTrue);
    }

    /// <summary>Takes the database, brings it up to date, and serves until told to stop.</summary>
    /// <exception cref="OperatorException">Another server works on the same SQLite database.</exception>
    /// <exception cref="MigrationException">The database does not fit this program.</exception>
    public static async Task OpenAndRunAsync(this WebApplication app)
    {
        using var serveLock = await OpenAsync(app.Services);

        // Not RunAsync, which also disposes: whoever hosts us in a test may still be stopping us.
        await app.StartAsync();
        app.Services.GetRequiredService<Started>().IsTrue = true;
        await app.WaitForShutdownAsync();
    }

    private static async Task<IDisposable?> OpenAsync(IServiceProvider services)
    {
        await using var scope = services.CreateAsyncScope();
        var settings = scope.ServiceProvider.GetRequiredService<MicroblogSettings>();
        PrivateFiles.Prepare(scope.ServiceProvider.GetRequiredService<Db>(), settings.DataDirectory);
        var serveLock = settings.Database.Provider == DatabaseProvider.Sqlite ? TakeLock(settings.DataDirectory) : null;

        await scope.ServiceProvider.GetRequiredService<Migrator>().RunAsync(CancellationToken.None);
        var nodes = scope.ServiceProvider.GetRequiredService<NodeRegistry>();
        await nodes.JoinAsync(CancellationToken.None);

        // Whoever held the lock before is gone: what it had leased need not wait until it counts as dead.
        if (serveLock is not null)
            await nodes.BuryAllOthersAsync(CancellationToken.None);
        await scope.ServiceProvider.GetRequiredService<MakeInstanceActor>().RunAsync(CancellationToken.None);

        // The settings may have changed who is allowed.
        await scope.ServiceProvider.GetRequiredService<ApplyPolicies>().RunAsync(CancellationToken.None);
        return serveLock;
    }

    private static ServeLock TakeLock(string dataDirectory) =>
        ServeLock.TryTake(dataDirectory) ?? throw new OperatorException(
            $"Another server works on the data in {Path.GetFullPath(dataDirectory)}; stop it first, or set Microblog:DataDirectory.");

    // Without TLS there is no agreeing on HTTP/2, and Kestrel would warn of it at each start.
    private static HashSet<int> TlsPorts(IConfiguration configuration)
    {
        var urls = (configuration["urls"] ?? "").Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Concat(configuration.GetSection("Kestrel:Endpoints").GetChildren().Select(endpoint => endpoint["Url"] ?? ""))
            .Where(url => url.StartsWith("https://", StringComparison.OrdinalIgnoreCase))
            .Select(url => BindingAddress.Parse(url).Port);
        var ports = (configuration["https_ports"] ?? "").Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Select(port => int.TryParse(port, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0);
        return [.. urls, .. ports];
    }

    private static bool ListensNowhere(IConfiguration configuration) =>
        string.IsNullOrEmpty(configuration["urls"])
        && string.IsNullOrEmpty(configuration["http_ports"])
        && string.IsNullOrEmpty(configuration["https_ports"])
        && !configuration.GetSection("Kestrel:Endpoints").Exists();

    private static bool IsGiven(string[] args, string name) =>
        Array.Exists(args, a => a.StartsWith("--" + name, StringComparison.OrdinalIgnoreCase))
        || Environment.GetEnvironmentVariable("ASPNETCORE_" + name) is not null
        || Environment.GetEnvironmentVariable("DOTNET_" + name) is not null;

    private sealed class Started
    {
        public volatile bool IsTrue;
    }
}
