using System.Diagnostics;
using System.Globalization;
using System.Text;
using Microblog.Tests.Support;

namespace Microblog.Tests.Processes;

/// <summary>The program as the operator runs it: a process of its own, configured by its environment, with its own port and data.</summary>
public sealed class ServerProcess : IAsyncDisposable
{
    private static readonly string Program = Path.Combine(AppContext.BaseDirectory, "Microblog.dll");

    private readonly int port = FreePort.Take();
    private readonly StringBuilder output = new();
    private HttpClient? client;
    private Process? process;

    /// <summary>Settings of section <c>Microblog</c> beyond the usual ones.</summary>
    public IDictionary<string, string> Settings { get; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>Where it is started, and where its data directory is made.</summary>
    public string Directory { get; } = System.IO.Directory.CreateTempSubdirectory("microblog-process-").FullName;

    public string DataDirectory => Path.Combine(Directory, "data");

    public string Address { get; init; } = "127.0.0.1";

    /// <summary>The port it listens on, where that is not the one of <see cref="BaseUrl"/>: one of several nodes behind one address.</summary>
    public Uri? SharedBaseUrl { get; init; }

    /// <summary>Where this process answers.</summary>
    public Uri Url => new($"http://{Address}:{port}");

    public Uri BaseUrl => SharedBaseUrl ?? Url;

    public string Host => BaseUrl.Authority;

    public string Environment { get; init; } = "Development";

    public bool IsRunning => process is { HasExited: false };

    /// <summary>What it has written so far, for when something went wrong.</summary>
    public string Output
    {
        get
        {
            lock (output)
                return output.ToString();
        }
    }

    public HttpClient Client => client ??= new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseProxy = false, UseCookies = false })
    {
        BaseAddress = Url,
    };

    /// <summary>Starts it and waits until it says that it is ready.</summary>
    public async Task<ServerProcess> StartAsync()
    {
        process?.Dispose();
        process = Launch(["serve", "--urls", Url.GetLeftPart(UriPartial.Authority)]);
        process.OutputDataReceived += (_, line) => Keep(line.Data);
        process.ErrorDataReceived += (_, line) => Keep(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        await Wait.UntilAsync(IsReadyAsync, TimeSpan.FromSeconds(60));
        return this;
    }

    /// <summary>Ends it at once, as a power cut would.</summary>
    public async Task KillAsync()
    {
        process!.Kill();
        await process.WaitForExitAsync();
    }

    /// <summary>Asks it to end, as a service manager does.</summary>
    /// <returns>Its exit status, and how long it took.</returns>
    public async Task<(int Status, TimeSpan Took)> StopAsync()
    {
        var started = Stopwatch.GetTimestamp();
        using (var kill = Process.Start("kill", ["-TERM", process!.Id.ToString(CultureInfo.InvariantCulture)]))
            await kill.WaitForExitAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, Stopwatch.GetElapsedTime(started));
    }

    /// <summary>Runs a command with this server's configuration, beside it or while it is stopped.</summary>
    public async Task<Finished> RunAsync(params string[] arguments)
    {
        using var command = Launch(arguments);
        var printed = command.StandardOutput.ReadToEndAsync();
        var complained = command.StandardError.ReadToEndAsync();
        await command.WaitForExitAsync();
        return new(command.ExitCode, (await printed).Trim(), (await complained).Trim());
    }

    /// <summary>Makes an account with a token for everything.</summary>
    /// <returns>The token.</returns>
    public async Task<string> SignUpAsync(string handle)
    {
        var account = await RunAsync("account", "create", handle);
        Assert.True(account.Status == 0, account.Complaint);
        var token = await RunAsync("token", "create", handle, "--scopes", "read write follow push");
        Assert.True(token.Status == 0, token.Complaint);
        return token.Printed;
    }

    public async ValueTask DisposeAsync()
    {
        client?.Dispose();
        if (IsRunning)
            await KillAsync();
        process?.Dispose();
        System.IO.Directory.Delete(Directory, recursive: true);
    }

    private Process Launch(IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo("dotnet", [Program, .. arguments])
        {
            WorkingDirectory = Directory,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        start.Environment["ASPNETCORE_ENVIRONMENT"] = Environment;
        start.Environment["Microblog__BaseUrl"] = BaseUrl.AbsoluteUri;
        start.Environment["Microblog__DataDirectory"] = DataDirectory;
        start.Environment["Microblog__Federation__AllowHttp"] = "true";
        start.Environment["Microblog__Federation__AllowedPrivateNetworks__0"] = "127.0.0.0/8";
        start.Environment["Microblog__RateLimits__Enabled"] = "false";
        foreach (var (name, value) in Settings)
            start.Environment["Microblog__" + name.Replace(":", "__", StringComparison.Ordinal)] = value;
        return Process.Start(start)!;
    }

    private async Task<bool> IsReadyAsync()
    {
        Assert.True(IsRunning, $"the server ended: {Output}");
        try
        {
            using var answer = await Client.GetAsync(new Uri(Url, "/health/ready"));
            return answer.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    private void Keep(string? line)
    {
        lock (output)
            output.AppendLine(line);
    }
}

/// <summary>A command that has ended.</summary>
public sealed record Finished(int Status, string Printed, string Complaint);
