using Microblog.Actors;
using Microblog.Data;
using Microblog.Jobs;
using Microblog.Notices.Quotes;
using Microblog.Protocols.ActivityPub;

namespace Microblog.Federation.Quotes;

/// <summary>Says what is to be answered.</summary>
public sealed class QuoteAnswers(JobQueue jobs, Snowflake ids)
{
    /// <summary>Adds the answer to what the caller saves.</summary>
    /// <param name="stamp">Null for a no.</param>
    public void Raise(QuoteRequest request, Actor sender, long authorId, QuoteStamp? stamp) => jobs.Raise(
        new QuoteAnswered(ids.Next(), authorId, request.Id, sender.Id, request.Object, request.Instrument, stamp?.Id));
}
