using Microblog.Accounts;
using Microblog.Moderation;
using Microblog.SignIn;
using Microblog.Web;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace Microblog.ClientApi.Admin;

/// <summary>What moderators do about an account: the same deeds as on the pages, with the same lines in the public log.</summary>
/// <remarks>
/// Source: Mastodon API documentation, admin/accounts. Its <c>suspend</c> is a block of the whole account here, its <c>disable</c> a block of posting.
/// </remarks>
[ApiController]
[Route("api/v1/admin/accounts/{id}")]
[Authorize(Policy = Scopes.AdminWriteAccounts, AuthenticationSchemes = "token")]
public sealed class AccountActionsController(
    AdminAccounts accounts, LiftBlock lift, Viewer viewer, IStringLocalizer<Texts> texts, TimeProvider clock) : ControllerBase
{
    [HttpPost("action")]
    public async Task<object> Act(string id, Asked asked, [FromServices] ActOnAccount act, CancellationToken ct)
    {
        var account = await ReadAsync(id, ct);
        await act.RunAsync(account, asked, ReasonIn(asked), ct);
        return new { };
    }

    [HttpPost("enable")]
    public Task<AdminAccount> Enable(string id, Asked asked, CancellationToken ct) => LiftIfAnyAsync(id, BlockScope.Posting, asked, ct);

    [HttpPost("unsilence")]
    public Task<AdminAccount> Unsilence(string id, Asked asked, CancellationToken ct) => LiftIfAnyAsync(id, BlockScope.Silence, asked, ct);

    [HttpPost("unsensitive")]
    public Task<AdminAccount> Unsensitive(string id, Asked asked, CancellationToken ct) => LiftIfAnyAsync(id, BlockScope.Sensitive, asked, ct);

    [HttpPost("unsuspend")]
    public async Task<AdminAccount> Unsuspend(string id, Asked asked, CancellationToken ct) => (await ReadAsync(id, ct)).Suspended
        ? await LiftIfAnyAsync(id, BlockScope.Account, asked, ct)
        : throw new RefusalException(Refusal.ActionNotAllowed);

    /// <summary>Nobody waits to be let in, so nobody can be.</summary>
    [HttpPost("approve")]
    public async Task<AdminAccount> Approve(string id, CancellationToken ct)
    {
        await ReadAsync(id, ct);
        throw new RefusalException(Refusal.ActionNotAllowed);
    }

    /// <inheritdoc cref="Approve"/>
    [HttpPost("reject")]
    public Task<AdminAccount> Reject(string id, CancellationToken ct) => Approve(id, ct);

    /// <summary>Deletes all that a wholly blocked account holds; for administrators.</summary>
    [HttpDelete("")]
    public async Task<AdminAccount> Erase(string id, Asked asked, [FromServices] EraseBlocked erase, CancellationToken ct)
    {
        var account = await ReadAsync(id, ct);
        await erase.RunAsync(ApiText.RequiredId(account.Id), viewer.RequiredActorId, ReasonIn(asked), ct);
        return await ReadAsync(id, ct);
    }

    // The log wants a reason; that an app did not ask for one is said there, too.
    private string ReasonIn(Asked asked) => asked.Text("text") ?? texts["No reason was given."];

    private Task<AdminAccount> ReadAsync(string id, CancellationToken ct) => accounts.OneAsync(ApiText.RequiredId(id), clock.GetUtcNow(), ct);

    private async Task<AdminAccount> LiftIfAnyAsync(string id, BlockScope scope, Asked asked, CancellationToken ct)
    {
        var account = await ReadAsync(id, ct);
        if (account.IsUnder(scope))
            await lift.RunAsync(ApiText.RequiredId(account.Id), viewer.RequiredActorId, ReasonIn(asked), [scope], ct);
        return await ReadAsync(id, ct);
    }
}
