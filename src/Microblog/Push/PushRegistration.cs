using Microblog.Jobs;
using Microblog.Notifications;

namespace Microblog.Push;

/// <summary>What sleeping apps are told.</summary>
public static class PushRegistration
{
    public static IServiceCollection AddPush(this IServiceCollection services) => services
        .AddSingleton<PushIdentity>()
        .AddScoped<PushText>()
        .AddScoped<SubscribeToPushes>();

    public static Listeners AddPush(this Listeners listeners) => listeners
        .On<NotificationAdded, QueuePushes>()
        .On<PushDue, SendPush>();
}
