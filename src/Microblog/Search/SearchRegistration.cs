using Microblog.Jobs;

namespace Microblog.Search;

public static class SearchRegistration
{
    /// <summary>Everything by which something is found.</summary>
    public static IServiceCollection AddSearch(this IServiceCollection services) => services
        .AddScoped<FindNotices>()
        .AddScoped<FindActors>()
        .AddScoped<AskElsewhere>();

    /// <summary>What the index needs done.</summary>
    public static Listeners AddSearch(this Listeners listeners) => listeners.Every<BackfillWords>(TimeSpan.FromMinutes(1));
}
