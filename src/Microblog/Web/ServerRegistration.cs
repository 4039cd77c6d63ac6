using Microblog.Accounts;
using Microblog.Actors;
using Microblog.Announcements;
using Microblog.Bookmarks;
using Microblog.Data;
using Microblog.Emojis;
using Microblog.Filters;
using Microblog.Lists;
using Microblog.Media;
using Microblog.Moderation;
using Microblog.Moderation.Domains;
using Microblog.Moderation.Reports;
using Microblog.Notices;
using Microblog.Notices.Editing;
using Microblog.Notices.Polls;
using Microblog.Notices.Quotes;
using Microblog.Notices.Scheduling;
using Microblog.Notifications;
using Microblog.Outgoing;
using Microblog.Protocols.Signatures;
using Microblog.Reactions;
using Microblog.Relations;
using Microblog.SignIn;
using Microblog.Suggestions;
using Microblog.Tags;
using Microblog.Timelines;
using Microblog.Wikis;

namespace Microblog.Web;

/// <summary>What the server and the command line share: settings, database, deeds.</summary>
public static class ServerRegistration
{
    public static IServiceCollection AddCore(this IServiceCollection services, MicroblogSettings settings)
    {
        services.AddSingleton(TimeProvider.System);
        services.AddSingleton(settings).AddSingleton(settings.Database);
        services.AddSingleton<LocalUris>();
        services.AddDatabase(settings.Database, settings.DataDirectory);
        services.AddOutgoing(settings.Federation, $"Microblog/{Software.Version} (+{settings.BaseUrl})");
        services.AddWikis(_ => settings.BaseUrl);
        return services.AddMedia().AddPeople().AddWriting().AddRelations().AddPersonal().AddReactions().AddNotifications().AddModeration();
    }

    private static IServiceCollection AddPeople(this IServiceCollection services) => services
        .AddSingleton(new NewActorKeys(RsaKeys.Generate))
        .AddScoped<CreateLocalActor>()
        .AddScoped<MakeInstanceActor>()
        .AddSingleton<InstanceKey>()
        .AddScoped<InstanceActor>()
        .AddStandings()
        .AddScoped<CreateVouchedAccount>()
        .AddScoped<DeleteAccount>()
        .AddScoped<CreateToken>()
        .AddScoped<MayPost>()
        .AddSingleton<WikiPages>()
        .AddScoped<UpdateProfile>()
        .AddScoped<RotateKeys>()
        .AddSingleton<LastServerCount>()
        .AddScoped<ServerCounts>()
        .AddScoped<FollowActor>()
        .AddScoped<UnfollowActor>();

    // What people keep for themselves.
    private static IServiceCollection AddPersonal(this IServiceCollection services) => services
        .AddScoped<OwnLists>()
        .AddScoped<ListPeople>()
        .AddScoped<OwnFilters>()
        .AddScoped<OwnTags>()
        .AddScoped<SuggestActors>()
        .AddScoped<WritePersonalNote>();

    private static IServiceCollection AddWriting(this IServiceCollection services) => services
        .AddScoped<WriteText>()
        .AddQuotes()
        .AddScoped<WriteNotice>()
        .AddScoped<PostNotice>()
        .AddScoped<ScheduleNotices>()
        .AddScoped<WriteComposer>()
        .AddScoped<DeleteNotice>()
        .AddScoped<OpenConversation>()
        .AddScoped<KeepVersion>()
        .AddScoped<EditingRights>()
        .AddScoped<EditNotice>()
        .AddScoped<VoteIds>()
        .AddScoped<CountVotes>()
        .AddScoped<Vote>()
        .AddScoped<EmojiFiles>()
        .AddScoped<ImportEmoji>()
        .AddScoped<FillNotices>();

    private static IServiceCollection AddReactions(this IServiceCollection services) => services
        .AddScoped<MayReact>()
        .AddScoped<LikeNotice>()
        .AddScoped<UnlikeNotice>()
        .AddScoped<RepeatNotice>()
        .AddScoped<UnrepeatNotice>()
        .AddScoped<BookmarkNotice>()
        .AddScoped<UnbookmarkNotice>();

    private static IServiceCollection AddModeration(this IServiceCollection services) => services
        .AddScoped<BlockAccount>()
        .AddScoped<LiftBlock>()
        .AddScoped<WarnAccount>()
        .AddScoped<EraseBlocked>()
        .AddScoped<FileReport>()
        .AddScoped<TakeReport>()
        .AddScoped<CloseReport>()
        .AddScoped<AssignReport>()
        .AddScoped<ReopenReport>()
        .AddScoped<ClassifyReport>()
        .AddAnnouncements()
        .AddDomainPolicies();
}
