using System.CommandLine;
using System.Globalization;
using Microblog.Accounts;
using Microblog.Actors;
using Microblog.Data;
using Microblog.Moderation;
using Microsoft.EntityFrameworkCore;

namespace Microblog.CommandLine;

/// <summary><c>account create|show|block|unblock|rotate-keys|delete</c></summary>
internal static class AccountCommands
{
    public static Command All(Runner runner) => new("account", "Make an account for a bot or a test; look at one; block and unblock; delete.")
    {
        Create(runner),
        Show(runner),
        Block(runner),
        Unblock(runner),
        RotateKeys(runner),
        Delete(runner),
    };

    /// <summary>The account with this handle.</summary>
    /// <exception cref="RefusalException">There is none.</exception>
    public static async Task<Account> FindAsync(Db db, string handle, CancellationToken ct)
    {
        var key = Actor.KeyOf(handle.TrimStart('@'));
        return await db.Accounts
            .Include(a => a.Actor)
            .Include(a => a.WikiIdentities)
            .AsSplitQuery()
            .AsNoTracking()
            .SingleOrDefaultAsync(a => a.Actor.Host == "" && a.Actor.HandleKey == key, ct)
            ?? throw new RefusalException(Refusal.NotFound, $"There is no account called {handle}.");
    }

    private static Argument<string> Handle() => new("HANDLE") { Description = "Its name here, before the @." };

    private static Command Create(Runner runner)
    {
        var handle = Handle();
        var role = new Option<Role>("--role") { Description = "What the account may do beyond posting.", DefaultValueFactory = _ => Role.User };
        role.AcceptOnlyFromAmong("user", "moderator", "administrator");
        return runner.Command("create", "Make an account that the operator vouches for, without a wiki.", [handle, role], async (errand, ct) =>
            AccountSheet.Of(await errand.Get<CreateVouchedAccount>().RunAsync(errand.Value(handle), errand.Value(role), ct), block: null));
    }

    private static Command Show(Runner runner)
    {
        var handle = Handle();
        return runner.Command("show", "What is known of an account.", [handle], async (errand, ct) =>
        {
            var db = errand.Get<Db>();
            return AccountSheet.Of(await FindAsync(db, errand.Value(handle), ct), await StandingBlockAsync(errand, handle, Moderation.Block.Beside(BlockScope.Account), ct));
        });
    }

    private static Command RotateKeys(Runner runner)
    {
        var handle = Handle();
        return runner.Command("rotate-keys", "Give an account new keys; other servers notice by themselves.", [handle], async (errand, ct) =>
        {
            var account = await FindAsync(errand.Get<Db>(), errand.Value(handle), ct);
            await errand.Get<RotateKeys>().RunAsync(account.ActorId, ct);
            return AccountSheet.Of(account, await StandingBlockAsync(errand, handle, Moderation.Block.Beside(BlockScope.Account), ct));
        });
    }

    private static Command Delete(Runner runner)
    {
        var handle = Handle();
        return runner.Command("delete", "Delete an account for good, and ask other servers to do so.", [handle], async (errand, ct) =>
        {
            var account = await FindAsync(errand.Get<Db>(), errand.Value(handle), ct);
            await errand.Get<DeleteAccount>().RunAsync(account.ActorId, ct);
            return new($"{account.Actor.Handle} is deleted. What it leaves goes while the server runs.", new { handle = account.Actor.Handle });
        });
    }

    private static async Task<Block?> StandingBlockAsync(Errand errand, Argument<string> handle, BlockScope[] scopes, CancellationToken ct)
    {
        var key = Actor.KeyOf(errand.Value(handle).TrimStart('@'));
        var now = errand.Get<TimeProvider>().GetUtcNow();
        return await errand.Get<Db>().Blocks.AsNoTracking()
            .Where(Moderation.Block.StandsAt(now))
            .Where(b => scopes.Contains(b.Scope))
            .FirstOrDefaultAsync(b => b.Actor!.Host == "" && b.Actor.HandleKey == key, ct);
    }

    private static Command Block(Runner runner)
    {
        var handle = Handle();
        var scope = new Option<BlockScope>("--scope") { Description = "What is stopped.", DefaultValueFactory = _ => BlockScope.Posting };
        scope.AcceptOnlyFromAmong("posting", "account", "silence", "sensitive");
        var reason = new Option<string>("--reason") { Description = "Why; the blocked person and the public log show it.", Required = true };
        var until = new Option<string>("--until") { Description = "When it ends, such as 2027-01-31 or 2027-01-31T12:00Z; without it, when it is lifted." };
        return runner.Command("block", "Block an account.", [handle, scope, reason, until], async (errand, ct) =>
        {
            var account = await FindAsync(errand.Get<Db>(), errand.Value(handle), ct);
            var block = await errand.Get<BlockAccount>().RunAsync(
                account.ActorId, null, errand.Value(scope), errand.Value(reason) ?? "", InstantOf(errand.Value(until)), ct);
            var ends = block.Until is { } end ? string.Create(CultureInfo.InvariantCulture, $"until {end:u}") : "until it is lifted";
            return new($"{account.Actor.Handle} is blocked ({Lower(block.Scope)}) {ends}.", new
            {
                handle = account.Actor.Handle,
                block.Scope,
                block.Reason,
                block.Since,
                block.Until,
            });
        });
    }

    private static Command Unblock(Runner runner)
    {
        var handle = Handle();
        var reason = new Option<string>("--reason")
        {
            Description = "Why; the public log shows it.",
            DefaultValueFactory = _ => "Lifted by the operator.",
        };
        var scope = new Option<BlockScope>("--scope") { Description = "What is let again.", DefaultValueFactory = _ => BlockScope.Account };
        scope.AcceptOnlyFromAmong("posting", "account", "silence", "sensitive");
        return runner.Command("unblock", "Lift the block that stands.", [handle, reason, scope], async (errand, ct) =>
        {
            var account = await FindAsync(errand.Get<Db>(), errand.Value(handle), ct);
            if (await StandingBlockAsync(errand, handle, Moderation.Block.Beside(errand.Value(scope)), ct) is null)
                throw new RefusalException(Refusal.NotFound, $"{account.Actor.Handle} is not blocked.");
            await errand.Get<LiftBlock>().RunAsync(account.ActorId, null, errand.Value(reason) ?? "", Moderation.Block.Beside(errand.Value(scope)), ct);
            return new($"{account.Actor.Handle} is no longer blocked.", new { handle = account.Actor.Handle });
        });
    }

    private static DateTimeOffset? InstantOf(string? text)
    {
        if (text is null)
            return null;
        return DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var instant)
            ? instant
            : throw new RefusalException(Refusal.DateNotUnderstood);
    }

    private static string Lower(BlockScope scope) => scope switch
    {
        BlockScope.Posting => "posting",
        BlockScope.Silence => "silenced",
        BlockScope.Sensitive => "files marked as sensitive",
        _ => "whole account",
    };
}
