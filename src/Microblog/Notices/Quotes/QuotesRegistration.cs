namespace Microblog.Notices.Quotes;

public static class QuotesRegistration
{
    /// <summary>Quoting, and agreeing to be quoted.</summary>
    public static IServiceCollection AddQuotes(this IServiceCollection services) => services
        .AddScoped<IssueStamp>()
        .AddScoped<QuoteNotice>()
        .AddScoped<RevokeQuote>()
        .AddScoped<SetQuotePolicy>();
}
