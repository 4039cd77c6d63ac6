namespace Microblog.Accounts;

/// <summary>Who may use a route, beyond being signed in.</summary>
public static class Policies
{
    /// <summary>Signed in by cookie as a moderator or administrator.</summary>
    public const string Moderator = nameof(Moderator);

    /// <summary>Signed in by cookie as an administrator.</summary>
    public const string Administrator = nameof(Administrator);

    public static IServiceCollection AddPolicies(this IServiceCollection services)
    {
        services.AddHttpContextAccessor().AddScoped<Viewer>();
        services.AddAuthorizationBuilder()
            .AddPolicy(Administrator, p => p.RequireRole(nameof(Role.Administrator)))
            .AddPolicy(Moderator, p => p.RequireRole(nameof(Role.Moderator), nameof(Role.Administrator)));
        return services;
    }
}
