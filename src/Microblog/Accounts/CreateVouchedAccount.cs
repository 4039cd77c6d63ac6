using Microblog.Actors;
using Microblog.Data;
using Microblog.Wikis;
using Microsoft.EntityFrameworkCore;

namespace Microblog.Accounts;

/// <summary>Makes an account that the operator answers for, without a wiki: for bots and tests.</summary>
public sealed class CreateVouchedAccount(Db db, CreateLocalActor createActor, Snowflake ids, TimeProvider clock)
{
    /// <summary>Makes the account and its actor.</summary>
    /// <param name="handle">Lower-case letters, digits and <c>_</c>, at most <see cref="WikiHandle.MaxLength"/>.</param>
    /// <exception cref="RefusalException"><see cref="Refusal.HandleInvalid"/> or <see cref="Refusal.HandleTaken"/>.</exception>
    public async Task<Account> RunAsync(string handle, Role role, CancellationToken ct)
    {
        if (handle.Length is 0 or > WikiHandle.MaxLength || !handle.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '_'))
            throw new RefusalException(Refusal.HandleInvalid);

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
