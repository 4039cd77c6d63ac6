using Microblog.Accounts;
using Microblog.Actors;
using Microblog.Data;
using Microblog.Wikis;
using Microsoft.EntityFrameworkCore;

namespace Microblog.SignIn;

/// <summary>Finds or makes the account of somebody whom a wiki has just identified.</summary>
public sealed class SignInWithWiki(Db db, WikiApi api, CreateLocalActor createActor, TakeStanding take, Snowflake ids)
{
    /// <summary>The account of this person on this wiki, with its standing brought up to date.</summary>
    /// <returns>The account's id. Whether it may sign in is not looked at.</returns>
    /// <exception cref="WikiSignInException">The wiki does not show the account, or does not answer.</exception>
    public async Task<long> RunAsync(WikiSettings wiki, WikiProfile profile, CancellationToken ct)
    {
        var standing = await StandingAsync(wiki, profile, ct);
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await FindOrMakeAsync(wiki, profile.Sub, standing, ct);
            }
            catch (DbUpdateException) when (attempt < 3)
            {
                // The same person in two windows, or another one with the same handle, was a moment faster.
                db.ChangeTracker.Clear();
            }
        }
    }

    // By name only here, where the wiki has just said whose name it is; from then on by the wiki's number.
    private async Task<Standing> StandingAsync(WikiSettings wiki, WikiProfile profile, CancellationToken ct)
    {
        try
        {
            var standing = await api.UserByNameAsync(wiki, profile.Username, ct);
            return standing is { Exists: true, UserId: > 0 }
                ? standing
                : throw new WikiSignInException(WikiSignInFailure.Hidden, $"{wiki.Id} does not show the account {profile.Sub}");
        }
        catch (WikiUnavailableException trouble)
        {
            throw new WikiSignInException(WikiSignInFailure.WikiDown, trouble.Message, trouble);
        }
    }

    private async Task<long> FindOrMakeAsync(WikiSettings wiki, string sub, Standing standing, CancellationToken ct)
    {
        var identity = await db.WikiIdentities
            .Include(w => w.Account!.Actor)
            .SingleOrDefaultAsync(w => w.WikiId == wiki.Id && w.Sub == sub, ct);
        if (identity is null)
        {
            identity = await MakeAsync(wiki, sub, standing, ct);
            db.WikiIdentities.Add(identity);
        }

        take.Run(identity, standing, wiki);
        await db.SaveChangesAsync(ct);
        return identity.AccountId;
    }

    private async Task<WikiIdentity> MakeAsync(WikiSettings wiki, string sub, Standing standing, CancellationToken ct)
    {
        var name = standing.Name!;
        var handle = await createActor.FirstFreeAsync(WikiHandle.Derive(name, standing.UserId), ct);
        var account = new Account { Id = ids.Next(), Actor = createActor.Add(handle, name), CreatedAt = standing.AsOf };
        return new WikiIdentity
        {
            Id = ids.Next(),
            AccountId = account.Id,
            Account = account,
            WikiId = wiki.Id,
            Sub = sub,
            UserId = standing.UserId,
            Name = name,
            CheckedAt = standing.AsOf,
            GoodUntil = standing.AsOf + wiki.TrustLastAnswerFor,
        };
    }
}
