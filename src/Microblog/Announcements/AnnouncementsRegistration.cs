namespace Microblog.Announcements;

public static class AnnouncementsRegistration
{
    /// <summary>What moderators tell everybody here.</summary>
    public static IServiceCollection AddAnnouncements(this IServiceCollection services) => services
        .AddScoped<WriteAnnouncement>()
        .AddScoped<WithdrawAnnouncement>()
        .AddScoped<DismissAnnouncement>()
        .AddScoped<ReactToAnnouncement>()
        .AddScoped<UnreadAnnouncements>();
}
