using Microblog.Accounts;
using Microblog.Actors;
using Microblog.Apps;
using Microblog.ClientApi;
using Microblog.CommandLine;
using Microblog.Conversations;
using Microblog.Federation;
using Microblog.Jobs;
using Microblog.Media;
using Microblog.Moderation.Domains;
using Microblog.Notices;
using Microblog.Notices.Editing;
using Microblog.Notices.Polls;
using Microblog.Notices.Scheduling;
using Microblog.Notifications;
using Microblog.Push;
using Microblog.Reactions;
using Microblog.Relations;
using Microblog.Relations.Domains;
using Microblog.Search;
using Microblog.SignIn;
using Microblog.Timelines;
using Microblog.Web;

return await Commands.RunAsync(args, AddParts, ServeAsync);

// What the server and the command line share: what is done there has the same consequences as what is done here.
static void AddParts(IServiceCollection services, MicroblogSettings settings)
{
    services.AddCore(settings);
    services.AddFederation();
    services.AddSearch();
    services.AddPush();
    services.AddJobs(listeners => listeners
        .AddFederation()
        .On<NoticePosted, FillHomes>()
        .On<NoticePosted, FileDirect>()
        .On<NoticeEdited, FileEdited>()
        .On<ActorMoved, CarryFollowers>()
        .On<PollDue, ClosePoll>()
        .On<ScheduledDue, PostScheduled>()
        .On<PersonalDomainBlocked, CutDomain>()
        .On<NoticeRepeated, FillHomesWithRepeat>()
        .On<DomainOpened, RestoreFollows>()
        .On<AccountDeletionTold, EraseAccount>()
        .AddApps()
        .AddNotifications()
        .AddMedia()
        .Every<SweepPolicies>(TimeSpan.FromMinutes(1))
        .AddSearch()
        .AddPush()
        .Every<TrimHomes>(TimeSpan.FromHours(1))
        .Every<SweepStandings>(settings.OfEveryWiki(w => w.SweepEvery))
        .Every<PollWikiLogs>(settings.OfEveryWiki(w => w.LogPollEvery)));
}

static async Task ServeAsync(string[] args)
{
    var builder = ServerHost.CreateBuilder(args);
    var settings = SettingsReader.Read(builder.Configuration);
    WikiSetup.Complete(settings, builder.Environment.IsDevelopment());
    builder.ConfigureServer(settings);
    AddParts(builder.Services, settings);
    builder.Services.AddPolicies();
    builder.Services.AddSignIn(settings);
    builder.Services.AddPages();
    builder.Services.AddRequestLimits(settings);
    builder.Services.AddOpenDoors();
    builder.Services.AddApps();
    builder.Services.AddClientApi();
    builder.Services.AddHealth();
    builder.Services.AddWorker();

    var app = builder.Build();
    app.UseForwardedHeaders();
    app.UsePages();
    app.UseOpenDoors();
    app.UseAuthentication();
    app.UseAuthorization();
    app.UseRateLimiter();
    app.UseWebSockets();
    app.MapOfferedWiki(settings);
    app.MapControllers();
    app.MapHealth();

    await app.OpenAndRunAsync();
}
