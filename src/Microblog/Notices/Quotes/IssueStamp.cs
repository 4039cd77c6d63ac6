using Microblog.Data;
using Microblog.Timelines;
using Microsoft.EntityFrameworkCore;

namespace Microblog.Notices.Quotes;

/// <summary>Decides for an author here who may quote a notice, by what the author said of it.</summary>
public sealed class IssueStamp(Db db, Snowflake ids, TimeProvider clock)
{
    /// <summary>Adds the stamp to what the caller saves; for a quote that has one, the one it has.</summary>
    /// <param name="quotedId">A notice from here.</param>
    /// <param name="quoting">The notice that quotes it.</param>
    /// <returns>Null when they may not: they cannot read it, its author does not agree or took it back, or they have too many.</returns>
    public async Task<QuoteStamp?> RunAsync(long quotedId, long quoterId, Uri quoting, CancellationToken ct)
    {
        var quoted = await db.Notices
            .Where(n => n.Id == quotedId && n.Author!.Host == "" && n.RepeatOfId == null)
            .VisibleTo(quoterId, clock.GetUtcNow())
            .As(n => new
            {
                n.AuthorId,
                n.Visibility,
                n.QuotePolicy,
                Follows = n.Author!.Followers.Any(f => f.FollowerId == quoterId && f.IsAccepted),
            })
            .SingleOrDefaultAsync(ct);
        if (quoted is null || !quoted.QuotePolicy.Allows(quoted.Visibility, quoted.AuthorId == quoterId, quoted.Follows))
            return null;

        if (await db.QuoteStamps.SingleOrDefaultAsync(s => s.QuotedId == quotedId && s.QuotingUri == quoting, ct) is { } issued)
            return issued.RevokedAt is null && issued.QuoterId == quoterId ? issued : null;
        if (quoted.AuthorId != quoterId
            && await db.QuoteStamps.CountAsync(s => s.QuotedId == quotedId && s.QuoterId == quoterId, ct) >= QuoteStamp.MostPerActor)
            return null;

        var stamp = new QuoteStamp
        {
            Id = ids.Next(),
            QuotedId = quotedId,
            QuotingUri = quoting,
            QuoterId = quoterId,
            IssuedAt = clock.GetUtcNow(),
        };
        db.QuoteStamps.Add(stamp);
        return stamp;
    }
}
