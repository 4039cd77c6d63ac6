using System.CommandLine;
using Microblog.Accounts;
using Microblog.Actors;
using Microblog.Data;
using Microsoft.EntityFrameworkCore;

namespace Microblog.CommandLine;

/// <summary><c>wiki refresh</c></summary>
internal static class WikiCommands
{
    public static Command All(Runner runner)
    {
        var name = new Argument<string?>("NAME")
        {
            Description = "A handle here, or a name on the wiki; without it, everybody.",
            Arity = ArgumentArity.ZeroOrOne,
        };
        return new Command("wiki", "Ask the wikis.")
        {
            runner.Command("refresh", "Ask now for the standing of an account, or of all.", [name], (errand, ct) =>
                RefreshAsync(errand, errand.Line.GetValue(name), ct)),
        };
    }

    private static async Task<Answer> RefreshAsync(Errand errand, string? name, CancellationToken ct)
    {
        var actorIds = await WhomAsync(errand.Get<Db>(), name, ct);
        var silent = 0;
        foreach (var actorId in actorIds)
        {
            // Each in a scope of its own, so that thousands are not all kept in memory.
            await using var scope = errand.Get<IServiceScopeFactory>().CreateAsyncScope();
            if (!await scope.ServiceProvider.GetRequiredService<RefreshStanding>().NowAsync(actorId, ct))
                silent++;
        }

        if (silent > 0 && silent == actorIds.Count)
            throw new OperatorException("The wiki gave no answer that counts; nothing was changed.");
        return new($"Asked about {actorIds.Count}; {silent} without an answer.", new { asked = actorIds.Count, unanswered = silent });
    }

    private static async Task<List<long>> WhomAsync(Db db, string? name, CancellationToken ct)
    {
        var identities = db.WikiIdentities.AsQueryable();
        if (name is not null)
        {
            var key = Actor.KeyOf(name);
            identities = identities.Where(w => w.Name == name || w.Account!.Actor.HandleKey == key);
        }

        var actorIds = await identities.Select(w => w.Account!.ActorId).Distinct().ToListAsync(ct);
        return actorIds.Count > 0 || name is null
            ? actorIds
            : throw new RefusalException(Refusal.NotFound, $"Nobody here signs in with a wiki as {name}.");
    }
}
