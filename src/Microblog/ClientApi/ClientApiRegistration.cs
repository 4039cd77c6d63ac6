using Microblog.ClientApi.Admin;
using Microblog.ClientApi.Description;
using Microblog.ClientApi.Streaming;
using Microsoft.AspNetCore.Mvc;

namespace Microblog.ClientApi;

/// <summary>Mastodon's client API: what phones and other programs of people here speak.</summary>
public static class ClientApiRegistration
{
    public static IServiceCollection AddClientApi(this IServiceCollection services)
    {
        services.Configure<ApiBehaviorOptions>(api =>
        {
            api.InvalidModelStateResponseFactory = _ => Error(StatusCodes.Status400BadRequest, "The request could not be understood.");
            api.SuppressMapClientErrors = true;
        });
        return services
            .AddSingleton<IdempotencyKeys>()
            .AddSingleton<KnownFigures>()
            .AddScoped<Shapes>()
            .AddScoped<FillAccounts>()
            .AddScoped<RelationshipReader>()
            .AddScoped<FillStatuses>()
            .AddScoped<PageLinks>()
            .AddScoped<ReadAccount>()
            .AddScoped<OwnCredentials>()
            .AddScoped<AccountLists>()
            .AddScoped<StatusReader>()
            .AddScoped<TagReader>()
            .AddScoped<ServerWeeks>()
            .AddScoped<FindAccounts>()
            .AddScoped<SearchStatuses>()
            .AddScoped<ScheduledReader>()
            .AddScoped<ScheduledPosts>()
            .AddScoped<AskedNotifications>()
            .AddScoped<NotificationReader>()
            .AddScoped<ConversationReader>()
            .AddScoped<AnnouncementReader>()
            .AddDescription()
            .AddAdmin()
            .AddStreaming();
    }

    private static ObjectResult Error(int status, string sentence) => new(new { error = sentence }) { StatusCode = status };
}
