using Microblog.Accounts;
using Microblog.SignIn;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Mvc;

namespace Microblog.ClientApi.Streaming;

/// <summary>What happens, as it happens: one stream as server-sent events, or many on a web socket.</summary>
/// <remarks>Source: Mastodon API documentation, streaming. The token may stand in the address or in the socket's protocol, as browsers can send it no other way.</remarks>
[ApiController]
[Route("api/v1/streaming")]
[TokenMayStandInAddress]
public sealed class StreamingController(StreamHub hub, Viewer viewer, IHostApplicationLifetime host) : ControllerBase
{
    [AllowAnonymous]
    [HttpGet("health")]
    public ContentResult Health() => Content("OK", "text/plain");

    [HttpGet]
    [Authorize(AuthenticationSchemes = "token")]
    public async Task<IActionResult> Show([FromQuery] string? stream, [FromQuery] string? tag, [FromQuery] string? list, CancellationToken ct)
    {
        if (!HttpContext.WebSockets.IsWebSocketRequest)
            return stream is null ? throw new RefusalException(Refusal.StreamNotUnderstood) : await SendAsync(stream, tag, list, ct);
        var first = stream is null ? null : StreamName.Parse(stream, tag, list) ?? throw new RefusalException(Refusal.StreamNotUnderstood);
        using var connection = Open();
        try
        {
            if (first is not null)
                Subscribe(connection, first);
            var protocol = HttpContext.WebSockets.WebSocketRequestedProtocols.FirstOrDefault();
            using var socket = await HttpContext.WebSockets.AcceptWebSocketAsync(protocol);
            await new StreamSocket(socket, connection, hub).RunAsync(host.ApplicationStopping, ct);
        }
        finally
        {
            hub.Remove(connection);
        }

        return new EmptyResult();
    }

    [HttpGet("user")]
    [Authorize(Policy = Scopes.ReadStatuses, AuthenticationSchemes = "token")]
    public Task<IActionResult> Home(CancellationToken ct) => SendAsync("user", null, null, ct);

    [HttpGet("user/notification")]
    [Authorize(Policy = Scopes.ReadNotifications, AuthenticationSchemes = "token")]
    public Task<IActionResult> Notifications(CancellationToken ct) => SendAsync("user:notification", null, null, ct);

    [HttpGet("public")]
    [Authorize(Policy = Scopes.ReadStatuses, AuthenticationSchemes = "token")]
    public Task<IActionResult> Public([FromQuery(Name = "only_media")] bool onlyMedia, CancellationToken ct) =>
        SendAsync(onlyMedia ? "public:media" : "public", null, null, ct);

    [HttpGet("public/local")]
    [Authorize(Policy = Scopes.ReadStatuses, AuthenticationSchemes = "token")]
    public Task<IActionResult> PublicLocal([FromQuery(Name = "only_media")] bool onlyMedia, CancellationToken ct) =>
        SendAsync(onlyMedia ? "public:local:media" : "public:local", null, null, ct);

    [HttpGet("public/remote")]
    [Authorize(Policy = Scopes.ReadStatuses, AuthenticationSchemes = "token")]
    public Task<IActionResult> PublicRemote([FromQuery(Name = "only_media")] bool onlyMedia, CancellationToken ct) =>
        SendAsync(onlyMedia ? "public:remote:media" : "public:remote", null, null, ct);

    [HttpGet("hashtag")]
    [Authorize(Policy = Scopes.ReadStatuses, AuthenticationSchemes = "token")]
    public Task<IActionResult> Tag([FromQuery] string? tag, CancellationToken ct) => SendAsync("hashtag", tag, null, ct);

    [HttpGet("hashtag/local")]
    [Authorize(Policy = Scopes.ReadStatuses, AuthenticationSchemes = "token")]
    public Task<IActionResult> TagLocal([FromQuery] string? tag, CancellationToken ct) => SendAsync("hashtag:local", tag, null, ct);

    [HttpGet("list")]
    [Authorize(Policy = Scopes.ReadLists, AuthenticationSchemes = "token")]
    public Task<IActionResult> List([FromQuery] string? list, CancellationToken ct) => SendAsync("list", null, list, ct);

    [HttpGet("direct")]
    [Authorize(Policy = Scopes.ReadStatuses, AuthenticationSchemes = "token")]
    public Task<IActionResult> Direct(CancellationToken ct) => SendAsync("direct", null, null, ct);

    private async Task<IActionResult> SendAsync(string name, string? tag, string? list, CancellationToken ct)
    {
        var stream = StreamName.Parse(name, tag, list) ?? throw new RefusalException(Refusal.StreamNotUnderstood);
        using var connection = Open();
        try
        {
            Subscribe(connection, stream);
            Response.ContentType = "text/event-stream";
            Response.Headers.CacheControl = "no-store";

            // COMPAT(nginx): it would keep events until there are enough of them.
            Response.Headers["X-Accel-Buffering"] = "no";
            HttpContext.Features.Get<IHttpResponseBodyFeature>()?.DisableBuffering();
            using var end = CancellationTokenSource.CreateLinkedTokenSource(ct, connection.Ended, host.ApplicationStopping);
            await WriteAsync(connection, end.Token);
        }
        finally
        {
            hub.Remove(connection);
        }

        return new EmptyResult();
    }

    private async Task WriteAsync(StreamConnection connection, CancellationToken ct)
    {
        try
        {
            await Response.Body.WriteAsync(StreamEvent.Heartbeat.ServerSent, ct);
            await Response.Body.FlushAsync(ct);
            while (await connection.Events.WaitToReadAsync(ct))
            {
                while (connection.Events.TryRead(out var item))
                    await Response.Body.WriteAsync(item.ServerSent, ct);
                await Response.Body.FlushAsync(ct);
            }
        }
        catch (OperationCanceledException)
        {
            // Who does not read, or may not any more: what was written and not taken goes with the connection.
            HttpContext.Abort();
        }
    }

    private StreamConnection Open()
    {
        var connection = new StreamConnection(
            viewer.ActorId ?? throw new RefusalException(Refusal.StreamNeedsAccount), Secrets.Hash(TokenAuthentication.SecretIn(Request)!), User.GrantedScopes());
        hub.Add(connection);
        return connection;
    }

    private void Subscribe(StreamConnection connection, StreamName stream)
    {
        if (!connection.Allows(stream.Scope))
            throw new RefusalException(Refusal.ScopeMissing);
        hub.Subscribe(connection, stream);
    }
}
