namespace Microblog.Notices.Quotes;

/// <summary>The words by which stamps are asked for.</summary>
public static class StampQueries
{
    extension(IQueryable<QuoteStamp> stamps)
    {
        /// <summary>The stamps of a notice that is being deleted; those that were taken back stay, so that they are not given again.</summary>
        public IQueryable<QuoteStamp> Of(long quoterId, Uri quoting) =>
            stamps.Where(s => s.QuoterId == quoterId && s.QuotingUri == quoting && s.RevokedAt == null);
    }
}
