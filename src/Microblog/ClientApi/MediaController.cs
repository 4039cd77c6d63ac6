using Microblog.Accounts;
using Microblog.Actors;
using Microblog.Media;
using Microblog.SignIn;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace Microblog.ClientApi;

/// <summary>Takes files for statuses that are still to be posted.</summary>
/// <remarks>Source: Mastodon API documentation, methods/media.</remarks>
[ApiController]
[Authorize(Policy = Scopes.WriteMedia, AuthenticationSchemes = "token")]
public sealed class MediaController(TakeUpload take, ChangeUpload change, LocalUris uris, Viewer viewer) : ControllerBase
{
    /// <summary>Takes a file. A picture is ready at once; of the rest the address comes later.</summary>
    [HttpPost("api/v2/media")]
    [RequestSizeLimit(MediaLimits.UploadBody)]
    [RequestFormLimits(MultipartBodyLengthLimit = MediaLimits.UploadBody)]
    public Task<ObjectResult> Take([FromForm] MediaDraft draft, CancellationToken ct) => TakeAsync(draft, waits: false, ct);

    /// <summary>The older way, which answers once everything is ready.</summary>
    [HttpPost("api/v1/media")]
    [RequestSizeLimit(MediaLimits.UploadBody)]
    [RequestFormLimits(MultipartBodyLengthLimit = MediaLimits.UploadBody)]
    public Task<ObjectResult> TakeWhole([FromForm] MediaDraft draft, CancellationToken ct) => TakeAsync(draft, waits: true, ct);

    /// <summary>One's own file that no status holds: 206 while it is being prepared, 422 where nothing can be made of it.</summary>
    [HttpGet("api/v1/media/{id}")]
    public async Task<ObjectResult> Show(string id, CancellationToken ct)
    {
        var upload = await change.FindAsync(viewer.RequiredActorId, ApiText.RequiredId(id), ct);
        return upload.State == UploadState.Failed
            ? throw new RefusalException(Refusal.MediaNotUnderstood)
            : Answer(upload, StatusCodes.Status206PartialContent);
    }

    [HttpPut("api/v1/media/{id}")]
    public Task<ObjectResult> Change(string id, [FromForm] MediaDraft draft, CancellationToken ct) => ChangeAsync(id, draft, ct);

    [HttpPut("api/v1/media/{id}")]
    [Consumes("application/json")]
    public Task<ObjectResult> ChangeFromJson(string id, [FromBody] MediaTexts texts, CancellationToken ct) => ChangeAsync(id, texts, ct);

    [HttpDelete("api/v1/media/{id}")]
    public async Task<object> Remove(string id, CancellationToken ct)
    {
        await change.RemoveAsync(viewer.RequiredActorId, ApiText.RequiredId(id), ct);
        return new { };
    }

    private async Task<ObjectResult> TakeAsync(MediaDraft draft, bool waits, CancellationToken ct)
    {
        if (draft.File is not { } file)
            throw new RefusalException(Refusal.MediaNotUnderstood);
        await using var content = file.OpenReadStream();
        var upload = await take.RunAsync(viewer.RequiredActorId, new UploadDraft(content, draft.Description, ApiText.FocusOf(draft.Focus)), waits, ct);
        return Answer(upload, StatusCodes.Status202Accepted);
    }

    private async Task<ObjectResult> ChangeAsync(string id, MediaTexts texts, CancellationToken ct) =>
        Answer(await change.RunAsync(viewer.RequiredActorId, texts.ToChange(ApiText.RequiredId(id)), ct), StatusCodes.Status206PartialContent);

    private ObjectResult Answer(Upload upload, int unlessReady) =>
        new(MediaAttachment.Of(upload, uris.Base)) { StatusCode = upload.State == UploadState.Ready ? StatusCodes.Status200OK : unlessReady };
}

/// <summary>What is said of a file, as form or JSON; null leaves a thing as it is.</summary>
public record MediaTexts
{
    public string? Description { get; init; }

    /// <summary>Two numbers with a comma between them.</summary>
    public string? Focus { get; init; }

    /// <summary>The change.</summary>
    /// <exception cref="RefusalException">The focus is none.</exception>
    internal MediaChange ToChange(long id) => new(id, Description, ApiText.FocusOf(Focus));
}

/// <summary>A file, and what is said of it.</summary>
public sealed record MediaDraft : MediaTexts
{
    public IFormFile? File { get; init; }
}

/// <summary>What is said anew of a file that a status holds.</summary>
public sealed record MediaAttribute : MediaTexts
{
    public string? Id { get; init; }
}
