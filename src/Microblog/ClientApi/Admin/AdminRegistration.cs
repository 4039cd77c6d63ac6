namespace Microblog.ClientApi.Admin;

/// <summary>What moderators' apps use.</summary>
internal static class AdminRegistration
{
    public static IServiceCollection AddAdmin(this IServiceCollection services) => services
        .AddScoped<AdminAccounts>()
        .AddScoped<ActOnAccount>()
        .AddScoped<AdminReports>()
        .AddScoped<AdminPolicies>()
        .AddScoped<AdminMeasures>()
        .AddScoped<AdminDimensions>()
        .AddScoped<AdminRetention>();
}
