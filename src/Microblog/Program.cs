using Microblog.Accounts;
using Microblog.ClientApi;
using Microblog.Data;
using Microblog.Federation;
using Microblog.Jobs;
using Microblog.Notices;
using Microblog.SignIn;
using Microblog.Timelines;
using Microblog.Web;

var builder = WebApplication.CreateBuilder(args);
var settings = SettingsReader.Read(builder.Configuration);
WikiSetup.Complete(settings, builder.Environment.IsDevelopment());
builder.Services.AddCore(settings);
builder.Services.AddPolicies();
builder.Services.AddSignIn(settings);
builder.Services.AddPages();
builder.Services.AddFederation();
builder.Services.AddClientApi();
builder.Services.AddJobs(listeners => listeners
    .AddFederation()
    .On<NoticePosted, FillHomes>()
    .Every<TrimHomes>(TimeSpan.FromHours(1))
    .Every<SweepStandings>(settings.Wikis.Min(w => w.SweepEvery))
    .Every<PollWikiLogs>(settings.Wikis.Min(w => w.LogPollEvery)));
builder.Services.AddWorker();

var app = builder.Build();
app.UseStaticFiles();
app.UseAuthentication();
app.UseAuthorization();
app.UseRateLimiter();
app.MapOfferedWiki(settings);
app.MapControllers();

await using (var scope = app.Services.CreateAsyncScope())
{
    Directory.CreateDirectory(settings.DataDirectory);
    await scope.ServiceProvider.GetRequiredService<Migrator>().RunAsync(CancellationToken.None);
    await scope.ServiceProvider.GetRequiredService<NodeRegistry>().JoinAsync(CancellationToken.None);
}

// Not RunAsync, which also disposes: whoever hosts us in a test may still be stopping us.
await app.StartAsync();
await app.WaitForShutdownAsync();
