using Microblog.Jobs;
using Microblog.Notices;
using Microblog.Notices.Editing;
using Microblog.Notices.Polls;
using Microblog.Reactions;
using Microblog.Relations;

namespace Microblog.Notifications;

/// <summary>What people are told of, and how far they have read.</summary>
public static class NotificationsRegistration
{
    public static IServiceCollection AddNotifications(this IServiceCollection services) => services
        .AddScoped<JudgeNotifications>()
        .AddScoped<HeldNotifications>()
        .AddScoped<Notify>()
        .AddScoped<ClearNotifications>()
        .AddScoped<MarkRead>();

    public static Listeners AddNotifications(this Listeners listeners) => listeners
        .On<NoticePosted, NotifyOfNotice>()
        .On<NoticeEdited, NotifyOfEdit>()
        .On<NoticeRepeated, NotifyOfRepeat>()
        .On<NoticeLiked, NotifyOfLike>()
        .On<PollCounted, NotifyOfPoll>()
        .On<PollOver, NotifyOfPollElsewhere>()
        .On<Followed, NotifyOfFollow>();
}
