using Microblog.Accounts;
using Microblog.Data;
using Microblog.Federation;
using Microblog.Federation.Documents;
using Microblog.Jobs;
using Microblog.Notices;
using Microblog.Timelines;
using Microblog.Web;

var builder = WebApplication.CreateBuilder(args);
var settings = SettingsReader.Read(builder.Configuration);
builder.Services.AddCore(settings);
builder.Services.AddPolicies();
builder.Services.AddPages();
builder.Services.AddFederation();
builder.Services.AddDocuments();
builder.Services.AddJobs(listeners => listeners
    .AddFederation()
    .On<NoticePosted, FillHomes>()
    .Every<TrimHomes>(TimeSpan.FromHours(1)));
builder.Services.AddWorker();

var app = builder.Build();
app.UseStaticFiles();
app.UseAuthentication();
app.UseAuthorization();
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
