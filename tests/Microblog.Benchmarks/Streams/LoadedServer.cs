using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Microblog.Benchmarks.Streams;

/// <summary>The program as a process of its own, on SQLite and without limits on rates, so that its memory can be read apart from ours.</summary>
internal sealed class LoadedServer : IAsyncDisposable
{
    private readonly string directory = Directory.CreateTempSubdirectory("microblog-load-").FullName;
    private Process? process;

    private LoadedServer(int port) => Url = new Uri($"http://127.0.0.1:{port.ToString(CultureInfo.InvariantCulture)}");

    public Uri Url { get; }

    public static async Task<LoadedServer> StartAsync()
    {
        var server = new LoadedServer(FreePort());
        server.process = server.Launch("serve", "--urls", server.Url.GetLeftPart(UriPartial.Authority));
        _ = server.process.StandardOutput.ReadToEndAsync();
        using var client = server.NewClient();
        for (var tries = 0; ; tries++)
        {
            try
            {
                (await client.GetAsync(new Uri("/health/ready", UriKind.Relative))).EnsureSuccessStatusCode().Dispose();
                return server;
            }
            catch (HttpRequestException) when (tries < 300)
            {
                await Task.Delay(200);
            }
        }
    }

    /// <summary>Makes an account and a token for it.</summary>
    public async Task<string> TokenOfAsync(string handle)
    {
        await CommandAsync("account", "create", handle);
        return await CommandAsync("token", "create", handle, "--scopes", "read write follow push");
    }

    public HttpClient NewClient() => new(new SocketsHttpHandler { UseProxy = false }) { BaseAddress = Url };

    /// <summary>What the process holds in memory.</summary>
    public long ResidentBytes()
    {
        process!.Refresh();
        return process.WorkingSet64;
    }

    public async ValueTask DisposeAsync()
    {
        process!.Kill();
        await process.WaitForExitAsync();
        process.Dispose();
        Directory.Delete(directory, recursive: true);
    }

    private async Task<string> CommandAsync(params string[] arguments)
    {
        using var command = Launch(arguments);
        var printed = await command.StandardOutput.ReadToEndAsync();
        await command.WaitForExitAsync();
        return command.ExitCode == 0 ? printed.Trim() : throw new InvalidOperationException($"{string.Join(' ', arguments)} ended with {command.ExitCode}");
    }

    private Process Launch(params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "Microblog.dll"), .. arguments])
        {
            WorkingDirectory = directory,
            RedirectStandardOutput = true,
            UseShellExecute = false,
        };
        start.Environment["ASPNETCORE_ENVIRONMENT"] = "Development";
        start.Environment["Logging__LogLevel__Default"] = "Warning";
        start.Environment["Microblog__BaseUrl"] = Url.AbsoluteUri;
        start.Environment["Microblog__DataDirectory"] = Path.Combine(directory, "data");
        start.Environment["Microblog__RateLimits__Enabled"] = "false";
        return Process.Start(start)!;
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
