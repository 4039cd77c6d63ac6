using System.Net;
using Microblog.Tests.Support;

namespace Microblog.Tests.Processes;

/// <summary>Stands before a server, at the address everybody knows, and holds back the answers of its inbox when told to.</summary>
/// <remarks>What it holds back has been delivered; only the sender cannot know. That is where a sender dies worst.</remarks>
internal sealed class Gate : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly HttpClient inside = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseProxy = false, UseCookies = false });
    private volatile TaskCompletionSource open = Opened();
    private int passes = int.MaxValue;

    private Gate(WebApplication app, Uri url) => (this.app, Url) = (app, url);

    public Uri Url { get; }

    /// <summary>Where the server itself answers.</summary>
    public Uri? Server { get; set; }

    /// <summary>An answer is being held back.</summary>
    public bool IsHolding { get; private set; }

    public static async Task<Gate> StartAsync()
    {
        var port = FreePort.Take();
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, port));
        var web = builder.Build();
        var gate = new Gate(web, new Uri($"http://127.0.0.1:{port}"));
        web.Map("/{**path}", gate.PassAsync);
        await web.StartAsync();
        return gate;
    }

    /// <summary>Lets so many answers of the inbox through and holds back the rest.</summary>
    public void CloseAfter(int answers)
    {
        IsHolding = false;
        open = new(TaskCreationOptions.RunContinuationsAsynchronously);
        passes = answers;
    }

    /// <summary>Lets everything through again, also what is held back.</summary>
    public void Open()
    {
        passes = int.MaxValue;
        open.TrySetResult();
    }

    public async ValueTask DisposeAsync()
    {
        Open();
        await app.DisposeAsync();
        inside.Dispose();
    }

    private static TaskCompletionSource Opened()
    {
        var opened = new TaskCompletionSource();
        opened.SetResult();
        return opened;
    }

    private async Task PassAsync(HttpContext http)
    {
        using var request = new HttpRequestMessage(new(http.Request.Method), new Uri(Server!, http.Request.Path + http.Request.QueryString));
        using var body = new MemoryStream();
        await http.Request.Body.CopyToAsync(body);
        request.Content = body.Length == 0 ? null : new ByteArrayContent(body.ToArray());
        foreach (var (name, value) in http.Request.Headers)
        {
            if (!request.Headers.TryAddWithoutValidation(name, (IEnumerable<string?>)value))
                request.Content?.Headers.TryAddWithoutValidation(name, (IEnumerable<string?>)value);
        }

        using var answer = await inside.SendAsync(request);
        if (http.Request.Path == "/inbox" && Interlocked.Decrement(ref passes) < 0)
        {
            IsHolding = true;
            await open.Task.WaitAsync(http.RequestAborted);
        }

        http.Response.StatusCode = (int)answer.StatusCode;
        http.Response.ContentType = answer.Content.Headers.ContentType?.ToString();
        await answer.Content.CopyToAsync(http.Response.Body);
    }
}
