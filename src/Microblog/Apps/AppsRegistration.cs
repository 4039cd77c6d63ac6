using Microblog.Jobs;

namespace Microblog.Apps;

public static class AppsRegistration
{
    public static IServiceCollection AddApps(this IServiceCollection services) => services
        .AddScoped<Clients>()
        .AddScoped<RegisterApp>()
        .AddScoped<GrantAccess>()
        .AddScoped<IssueTokens>()
        .AddScoped<RevokeTokens>()
        .AddRateLimiter(limits => limits.AddPolicy<string, RegistrationLimit>(RegistrationLimit.Name));

    public static Listeners AddApps(this Listeners listeners) => listeners.Every<PruneCodes>(TimeSpan.FromHours(1));
}
