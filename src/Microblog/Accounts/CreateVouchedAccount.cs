using Microblog.Actors;
using Microblog.Data;
using Microblog.Wikis;
using Microsoft.EntityFrameworkCore;

namespace Microblog.Accounts;

/// <summary>Makes an account that the operator answers for, without a wiki: for bots and tests.</summary>
public sealed class CreateVouchedAccount(Db db, CreateLocalActor createActor, Snowflake ids, TimeProvider clock)
{
    /// <summary>Makes the account and its actor.</summary>
    /// <param name="handle">Spelt like one derived from a wiki, and not reserved.</param>
    /// <exception cref="RefusalException"><see cref="Refusal.HandleInvalid"/>, <see cref="Refusal.HandleReserved"/> or <see cref="Refusal.HandleTaken"/>.</exception>
    public async Task<Account> RunAsync(string handle, Role role, CancellationToken ct)
    {
        if (!WikiHandle.IsWellFormed(handle))
            throw new RefusalException(Refusal.HandleInvalid);
        if (WikiHandle.Reserved.Contains(handle))
            throw new RefusalException(Refusal.HandleReserved);

        var account = new Account
        {
            Id = ids.Next(),
            Actor = createActor.Add(await createActor.FirstFreeAsync([handle], ct), handle),
            Role = role,
            IsVouched = true,
            CreatedAt = clock.GetUtcNow(),
        };
        db.Accounts.Add(account);
        try
        {
            await db.SaveChangesAsync(ct);
        }
        catch (DbUpdateException)
        {
            // Somebody else was given the handle since we looked.
            throw new RefusalException(Refusal.HandleTaken);
        }

        return account;
    }
}
