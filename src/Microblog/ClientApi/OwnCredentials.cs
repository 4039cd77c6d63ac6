using Microblog.Accounts;
using Microblog.Actors;
using Microblog.Data;
using Microsoft.EntityFrameworkCore;

namespace Microblog.ClientApi;

/// <summary>Reads and changes the viewer's own account, for client apps.</summary>
public sealed class OwnCredentials(Db db, Viewer viewer, ReadAccount read, UpdateProfile update)
{
    public async Task<CredentialAccount> ShowAsync(CancellationToken ct)
    {
        var actorId = viewer.RequiredActorId;
        var own = await db.Accounts
            .Where(a => a.ActorId == actorId)
            .Select(a => new
            {
                a.Role,
                a.Posting,
                Requests = db.Follows.Count(f => f.FollowedId == actorId && !f.IsAccepted),
                Fields = a.Actor.Fields.OrderBy(f => f.Position).Select(f => new Field(f.Name, f.Text ?? "", null)).ToList(),
            })
            .SingleAsync(ct);
        return new CredentialAccount(await read.OneAsync(actorId, ct), own.Role, own.Posting, own.Fields, own.Requests);
    }

    /// <summary>Changes what is said to be changed.</summary>
    /// <exception cref="RefusalException">As <see cref="UpdateProfile"/> refuses.</exception>
    public async Task<CredentialAccount> UpdateAsync(CredentialChanges changes, CancellationToken ct)
    {
        if (changes.Source is { } source)
            await db.ChangePostingDefaultsAsync(viewer.RequiredActorId, source.ApplyTo, ct);
        await using var icon = changes.Avatar?.OpenReadStream() ?? DataUri.Open(changes.AvatarText);
        await using var banner = changes.Header?.OpenReadStream() ?? DataUri.Open(changes.HeaderText);
        return await UpdateAsync(changes.ToChanges() with { Icon = icon, Banner = banner }, ct);
    }

    /// <inheritdoc cref="UpdateAsync(CredentialChanges, CancellationToken)"/>
    internal async Task<CredentialAccount> UpdateAsync(ProfileChanges changes, CancellationToken ct)
    {
        await update.RunAsync(viewer.RequiredActorId, changes, ct);
        return await ShowAsync(ct);
    }
}
