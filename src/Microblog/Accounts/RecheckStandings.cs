using Microblog.Data;
using Microblog.Wikis;
using Microsoft.EntityFrameworkCore;

namespace Microblog.Accounts;

/// <summary>Asks a wiki about many accounts while nobody waits, one request after the other.</summary>
public sealed partial class RecheckStandings(Db db, WikiApi api, TakeStanding take, TimeProvider clock, ILogger<RecheckStandings> log)
{
    /// <summary>What the wiki says of these identities now; nothing is changed yet.</summary>
    /// <returns>As many answers as came before the wiki failed, if it did.</returns>
    public async Task<IReadOnlyList<StandingAnswer>> AskAsync(WikiSettings wiki, IReadOnlyList<long> identityIds, CancellationToken ct)
    {
        var answers = new List<StandingAnswer>();
        foreach (var chunk in identityIds.Chunk(WikiApi.MostAtOnce))
        {
            var identities = await db.WikiIdentities.AsNoTracking().Where(w => chunk.Contains(w.Id)).ToListAsync(ct);
            try
            {
                long[] userIds = [.. identities.Select(w => w.UserId).Distinct()];
                var users = await api.UsersByIdInBackgroundAsync(wiki, userIds, ct);
                answers.AddRange(identities.Select(w => Compare(w, users[w.UserId], wiki)));
            }
            catch (WikiUnavailableException trouble)
            {
                LogNoAnswer(wiki.Id, trouble.Message);
                break;
            }
        }

        return answers;
    }

    /// <summary>Takes the answers over, except where a newer one was taken meanwhile.</summary>
    public async Task ApplyAsync(WikiSettings wiki, IReadOnlyList<StandingAnswer> answers, CancellationToken ct)
    {
        foreach (var chunk in answers.Chunk(WikiApi.MostAtOnce))
        {
            var byId = chunk.ToDictionary(a => a.IdentityId, a => a.Standing);
            long[] wanted = [.. byId.Keys];
            var identities = await db.WikiIdentities
                .Include(w => w.Account!.Actor)
                .Where(w => wanted.Contains(w.Id))
                .ToListAsync(ct);
            foreach (var identity in identities.Where(w => w.CheckedAt <= byId[w.Id].AsOf))
                take.Run(identity, byId[identity.Id], wiki);
            await db.SaveChangesAsync(ct);
            db.ChangeTracker.Clear();
        }
    }

    private StandingAnswer Compare(WikiIdentity identity, Standing answer, WikiSettings wiki)
    {
        var now = clock.GetUtcNow();
        var couldPost = identity.ToStanding().MayPost(now);
        identity.Take(answer, wiki);
        return new StandingAnswer(identity.Id, answer, couldPost && !identity.ToStanding().MayPost(now));
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Wiki {Wiki} could not be asked about everybody: {Trouble}")]
    private partial void LogNoAnswer(string wiki, string trouble);
}

/// <summary>What a wiki says of an identity of ours.</summary>
/// <param name="LosesPosting">By this answer somebody who may post no longer may.</param>
public sealed record StandingAnswer(long IdentityId, Standing Standing, bool LosesPosting);
