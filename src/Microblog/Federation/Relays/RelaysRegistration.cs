using Microblog.Federation.Outbox;
using Microblog.Jobs;
using Microblog.Moderation.Relays;
using Microblog.Notices;
using Microblog.Notices.Editing;

namespace Microblog.Federation.Relays;

internal static class RelaysRegistration
{
    public static IServiceCollection AddRelays(this IServiceCollection services) => services
        .AddSingleton<RelayPace>()
        .AddScoped<RelayDoor>()
        .AddScoped<AddRelay>()
        .AddScoped<RemoveRelay>()
        .AddScoped<RelayDeliveries>()
        .AddScoped<RelayAnswers>()
        .AddScoped<SendToRelays>()
        .AddScoped<HearFromRelay>()
        .AddScoped<HearForwarded>();

    public static Listeners AddRelays(this Listeners listeners) => listeners
        .On<RelayAdded, AskRelay>()
        .On<RelayRemoved, LeaveRelay>()
        .On<NoticePosted, RelayNotice>()
        .On<NoticeEdited, RelayEdit>()
        .On<NoticeDeleted, RelayDeletion>();
}
