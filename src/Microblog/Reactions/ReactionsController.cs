using Microblog.Accounts;
using Microblog.SignIn;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace Microblog.Reactions;

/// <summary>The forms with which a person likes, answers with an emoji and repeats, and takes that back.</summary>
[Authorize]
[Route("notices/{id:long}")]
public sealed class ReactionsController(Viewer viewer) : Controller
{
    [HttpPost("like")]
    public async Task<IActionResult> Like(long id, [FromForm] string? back, [FromServices] LikeNotice like, CancellationToken ct)
    {
        await like.RunAsync(viewer.RequiredActorId, id, Emoji.None, ct);
        return GoBack(back);
    }

    [HttpPost("like/end")]
    public async Task<IActionResult> Unlike(long id, [FromForm] string? back, [FromServices] UnlikeNotice unlike, CancellationToken ct)
    {
        await unlike.RunAsync(viewer.RequiredActorId, id, Emoji.None, ct);
        return GoBack(back);
    }

    [HttpPost("reactions")]
    public async Task<IActionResult> React(
        long id, [FromForm] string? emoji, [FromForm] string? back, [FromServices] LikeNotice like, CancellationToken ct)
    {
        // Without an emoji it would be a like, which has a form of its own.
        await like.RunAsync(
            viewer.RequiredActorId, id, string.IsNullOrEmpty(emoji) ? throw new RefusalException(Refusal.EmojiNotUnderstood) : emoji, ct);
        return GoBack(back);
    }

    [HttpPost("reactions/end")]
    public async Task<IActionResult> TakeBack(
        long id, [FromForm] string? emoji, [FromForm] string? back, [FromServices] UnlikeNotice unlike, CancellationToken ct)
    {
        await unlike.RunAsync(
            viewer.RequiredActorId, id, string.IsNullOrEmpty(emoji) ? throw new RefusalException(Refusal.EmojiNotUnderstood) : emoji, ct);
        return GoBack(back);
    }

    [HttpPost("repeat")]
    public async Task<IActionResult> Repeat(long id, [FromForm] string? back, [FromServices] RepeatNotice repeat, CancellationToken ct)
    {
        await repeat.RunAsync(viewer.RequiredActorId, id, visibility: null, ct);
        return GoBack(back);
    }

    [HttpPost("repeat/end")]
    public async Task<IActionResult> Unrepeat(long id, [FromForm] string? back, [FromServices] UnrepeatNotice unrepeat, CancellationToken ct)
    {
        await unrepeat.RunAsync(viewer.RequiredActorId, id, ct);
        return GoBack(back);
    }

    private LocalRedirectResult GoBack(string? back) => LocalRedirect(LocalPath.From(back));
}
