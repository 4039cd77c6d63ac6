namespace Microblog.Outgoing;

/// <summary>The one way out to every address that a stranger can choose.</summary>
/// <param name="userAgent">Such as <c>Microblog/0.1 (+https://example.org/)</c>.</param>
/// <remarks>
/// No proxy from the environment, no cookies, no credentials; judged addresses, at most three redirects of a GET, each
/// judged again; one deadline for everything; sizes counted after decompression. HTTP/1.1 only.
/// </remarks>
public sealed class PeerClient(
    AddressJudge judge, FederationSettings settings, string userAgent, TimeProvider clock, HostResolver resolve) : IDisposable
{
    private const int MaxRedirects = 3;

    private readonly HttpMessageInvoker invoker =
        new(PeerHandler.Create(new PeerConnector(judge, resolve), settings.ConnectTimeout));

    /// <summary>Opens a connection for every request.</summary>
    private readonly HttpMessageInvoker anew =
        new(PeerHandler.Create(new PeerConnector(judge, resolve), settings.ConnectTimeout, keepsConnections: false));

    /// <summary>Null lets every address through that the other rules let through.</summary>
    public MayConnect? MayConnect { get; init; }

    /// <summary>Sends one request, and for a GET follows redirects.</summary>
    /// <exception cref="PeerUnreachableException">There was no answer, or one that we refuse to read.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="ct"/> was cancelled.</exception>
    public async Task<PeerAnswer> SendAsync(PeerRequest request, CancellationToken ct)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(ct);
        deadline.CancelAfter(request.Deadline ?? settings.RequestTimeout);
        try
        {
            return await FollowAsync(request, deadline.Token);
        }
        catch (Exception e) when (PeerErrors.IsTheirs(e, ct))
        {
            throw PeerErrors.Translate(e, request.Target);
        }
    }

    public void Dispose()
    {
        invoker.Dispose();
        anew.Dispose();
    }

    private async Task<PeerAnswer> FollowAsync(PeerRequest request, CancellationToken ct)
    {
        var target = request.Target;
        for (var hops = 0; ; hops++)
        {
            TargetRules.Check(target, settings.AllowHttp);
            if (MayConnect is not null && !await MayConnect(target, ct))
                throw new PeerUnreachableException(PeerFailure.Refused, $"We do not speak with {target.Authority}: a policy says so.");
            using var response = await AskAsync(request, target, ct);
            if (request.Method != HttpMethod.Get || Redirects.Next(response, target) is not { } next)
                return await AnswerAsync(request, target, response, ct);
            if (hops == MaxRedirects)
                throw new PeerUnreachableException(
                    PeerFailure.TooManyRedirects, $"{request.Target.Authority} redirected us more than {MaxRedirects} times.");
            target = next;
        }
    }

    /// <summary>Asks once; and once more, by a new connection, where the peer closed it before it answered.</summary>
    /// <remarks>
    /// A connection kept open may be closed just when we send into it; RFC 9112 §9.3.1 lets a client do again by itself
    /// what may be done twice. A GET may, and so may a delivery: an activity is known by its id.
    /// COMPAT(snac2): closes after every answer without saying so.
    /// </remarks>
    private async Task<HttpResponseMessage> AskAsync(PeerRequest request, Uri target, CancellationToken ct)
    {
        using var message = Compose(request, target);
        try
        {
            return await invoker.SendAsync(message, ct);
        }
        catch (HttpRequestException e) when (PeerErrors.IsHangUp(e))
        {
            using var again = Compose(request, target);
            return await anew.SendAsync(again, ct);
        }
    }

    private HttpRequestMessage Compose(PeerRequest request, Uri target)
    {
        var message = new HttpRequestMessage(request.Method, target);
        message.Headers.TryAddWithoutValidation("User-Agent", userAgent);
        if (request.Accept is not null)
            message.Headers.TryAddWithoutValidation("Accept", request.Accept);
        if (!request.Body.IsEmpty || request.Method == HttpMethod.Post)
        {
            message.Content = new ReadOnlyMemoryContent(request.Body);
            if (request.ContentType is not null)
                message.Content.Headers.TryAddWithoutValidation("Content-Type", request.ContentType);
        }

        if (request.Sign is not null && Redirects.IsSameOrigin(request.Target, target))
            request.Sign(message);
        return message;
    }

    private async Task<PeerAnswer> AnswerAsync(
        PeerRequest request, Uri target, HttpResponseMessage response, CancellationToken ct)
    {
        var wantsWhole = request.Method == HttpMethod.Get && response.IsSuccessStatusCode;
        var body = await PeerBody.ReadAsync(response.Content, request.MaxBody, wantsWhole, ct);
        return new PeerAnswer(target, response.StatusCode, MediaTypeOf(response), body, RetryAfter(response));
    }

    private static string? MediaTypeOf(HttpResponseMessage response) =>
        response.Content.Headers.NonValidated.TryGetValues("Content-Type", out var values) ? values.ToString() : null;

    private TimeSpan? RetryAfter(HttpResponseMessage response)
    {
        if (response.Headers.RetryAfter is not { } header)
            return IsNumber(response) ? TimeSpan.MaxValue : null;
        var wait = header.Delta ?? header.Date - clock.GetUtcNow();
        return wait < TimeSpan.Zero ? TimeSpan.Zero : wait;
    }

    // More seconds than .NET counts are as good as any other number that is more than we wait.
    private static bool IsNumber(HttpResponseMessage response) =>
        response.Headers.NonValidated.TryGetValues("Retry-After", out var values)
        && values.ToString().Trim() is { Length: > 0 } text && text.All(char.IsAsciiDigit);
}
