using Microblog.Data;
using Microblog.Jobs;
using Microblog.Web;
using Microblog.Wikis;
using Microsoft.EntityFrameworkCore;

namespace Microblog.Accounts;

/// <summary>Asks the wikis about everybody, fifty at a time: what runs out or is suppressed stands in no log.</summary>
public sealed partial class SweepStandings(Db db, RecheckStandings recheck, MicroblogSettings settings, ILogger<SweepStandings> log) : IRecur
{
    public async Task RunAsync(CancellationToken ct)
    {
        foreach (var wiki in settings.Wikis)
            await SweepAsync(wiki, ct);
    }

    private async Task SweepAsync(WikiSettings wiki, CancellationToken ct)
    {
        var ids = await db.WikiIdentities.Where(w => w.WikiId == wiki.Id).OrderBy(w => w.Id).Select(w => w.Id).ToListAsync(ct);
        var answers = await recheck.AskAsync(wiki, ids, ct);
        if (IsSuspicious(answers))
        {
            LogSuspicious(wiki.Id, answers.Count(a => a.LosesPosting), answers.Count);
            return;
        }

        await recheck.ApplyAsync(wiki, answers, ct);
    }

    /// <summary>A wiki that takes the right from so many at once has more likely broken than judged.</summary>
    internal static bool IsSuspicious(IReadOnlyCollection<StandingAnswer> answers)
    {
        var losing = answers.Count(a => a.LosesPosting);
        return losing >= 5 && losing * 10 > answers.Count;
    }

    [LoggerMessage(Level = LogLevel.Error, Message =
        "Wiki {Wiki} would take the right to post from {Losing} of {Asked} accounts at once; nothing was changed. Look at its configuration")]
    private partial void LogSuspicious(string wiki, int losing, int asked);
}
