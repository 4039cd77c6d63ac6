namespace Microblog.Accounts;

public static class StandingsRegistration
{
    /// <summary>Who may post: asking, refreshing, explaining.</summary>
    public static IServiceCollection AddStandings(this IServiceCollection services)
    {
        services.AddLogging();
        services.AddLocalization();
        return services
            .AddSingleton<WikiPauses>()
            .AddSingleton<AskWiki>()
            .AddSingleton<TakeStanding>()
            .AddScoped<RefreshStanding>()
            .AddScoped<RecheckStandings>()
            .AddScoped<WhyNotToPost>()
            .AddScoped<MayPost>();
    }
}
