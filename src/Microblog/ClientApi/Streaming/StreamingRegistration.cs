using Microblog.Streaming;

namespace Microblog.ClientApi.Streaming;

internal static class StreamingRegistration
{
    /// <summary>Streams, and what hears and brings the news they carry.</summary>
    public static IServiceCollection AddStreaming(this IServiceCollection services) => services
        .AddSingleton<StreamHub>()
        .AddSingleton<StreamJson>()
        .AddSingleton<NewsFeed>()
        .AddHostedService(provider => provider.GetRequiredService<NewsFeed>())
        .AddHostedService<NewsRoom>()
        .AddHostedService<StreamWatch>()
        .AddScoped<RenderForMany>()
        .AddScoped<StreamNotices>()
        .AddScoped<StreamDeletions>()
        .AddScoped<StreamAnnouncements>()
        .AddScoped<StreamPersonal>();
}
