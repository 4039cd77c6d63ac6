using Microblog.Federation.Outbox;
using Microblog.Jobs;
using Microblog.Notices;
using Microblog.Notices.Quotes;

namespace Microblog.Federation.Quotes;

public static class QuotesRegistration
{
    /// <summary>What we say about quotes, and what we make of what others say.</summary>
    public static IServiceCollection AddQuotesFederation(this IServiceCollection services) => services
        .AddScoped<RemoteStamps>()
        .AddScoped<CheckQuote>()
        .AddScoped<QuotingNotes>()
        .AddScoped<QuoteAnswers>()
        .AddScoped<HearQuote>()
        .AddScoped<HearQuoteAnswer>();

    public static Listeners AddQuotesFederation(this Listeners listeners) => listeners
        .On<QuoteHeard, CheckQuoteHeard>()
        .On<ConversationOpened, RecheckQuote>()
        .On<QuoteAsked, SendQuoteRequest>()
        .On<QuoteAnswered, AnswerQuote>()
        .On<QuoteChanged, DistributeQuote>()
        .On<QuoteRevoked, SendRevocation>();
}
