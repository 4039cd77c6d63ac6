using System.Net;

namespace Microblog.Outgoing;

public static class OutgoingServices
{
    /// <summary>Registers <see cref="PeerClient"/> and <see cref="AddressJudge"/>.</summary>
    /// <param name="userAgent">Such as <c>Microblog/0.1 (+https://example.org/)</c>.</param>
    /// <exception cref="FormatException">A setting is wrong; the message names it.</exception>
    public static IServiceCollection AddOutgoing(
        this IServiceCollection services, FederationSettings settings, string userAgent)
    {
        settings.Validate();
        services.AddSingleton(settings);
        services.AddSingleton(new AddressJudge(settings.ParseAllowedPrivateNetworks()));
        services.AddSingleton<HostResolver>(Dns.GetHostAddressesAsync);
        services.AddSingleton(provider => new PeerClient(
            provider.GetRequiredService<AddressJudge>(),
            settings,
            userAgent,
            provider.GetService<TimeProvider>() ?? TimeProvider.System,
            provider.GetRequiredService<HostResolver>())
        {
            MayConnect = provider.GetService<MayConnect>(),
        });
        return services;
    }
}
