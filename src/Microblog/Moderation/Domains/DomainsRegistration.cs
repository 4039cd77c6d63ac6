using Microblog.Outgoing;

namespace Microblog.Moderation.Domains;

public static class DomainsRegistration
{
    /// <summary>What holds for other servers, and that nothing goes out to those that are blocked.</summary>
    public static IServiceCollection AddDomainPolicies(this IServiceCollection services) => services
        .AddSingleton<DomainPolicies>()
        .AddSingleton<MayConnect>(provider =>
        {
            var policies = provider.GetRequiredService<DomainPolicies>();
            return async (target, ct) => !await policies.IsBlockedAsync(target, ct);
        })
        .AddScoped<ApplyPolicies>()
        .AddScoped<SeverFollows>()
        .AddScoped<SetDomainPolicy>()
        .AddScoped<LiftDomainPolicy>()
        .AddScoped<DomainImport>();
}
