using System.CommandLine;
using Microblog.Actors;
using Microblog.Data;
using Microblog.SignIn;
using Microblog.Web;

namespace Microblog.CommandLine;

/// <summary>Does a command: the same configuration and parts as the server, for one errand, beside it.</summary>
internal sealed class Runner(AddParts addParts, Option<bool> json)
{
    private static readonly TimeSpan Beat = TimeSpan.FromSeconds(3);

    /// <summary>A command that works on the database as it must be for this program.</summary>
    public Command Command(string name, string description, IEnumerable<Symbol> symbols, Func<Errand, CancellationToken, Task<Answer>> run) =>
        Bare(name, description, symbols, async (errand, ct) =>
        {
            await MakeReadyAsync(errand.Get<Migrator>(), ct);
            return await AsNodeAsync(errand, run, ct);
        });

    /// <summary>A command that takes the database as it is.</summary>
    public Command Bare(string name, string description, IEnumerable<Symbol> symbols, Func<Errand, CancellationToken, Task<Answer>> run)
    {
        var command = new Command(name, description);
        foreach (var symbol in symbols)
        {
            if (symbol is Argument argument)
                command.Add(argument);
            else if (symbol is Option option)
                command.Add(option);
        }

        command.SetAction((line, ct) => RunAsync(line, run, ct));
        return command;
    }

    private async Task RunAsync(ParseResult line, Func<Errand, CancellationToken, Task<Answer>> run, CancellationToken ct)
    {
        await using var app = Build();
        await using var scope = app.Services.CreateAsyncScope();
        var errand = new Errand(line, scope.ServiceProvider);
        PrivateFiles.Prepare(errand.Get<Db>(), errand.Settings.DataDirectory);
        var answer = await run(errand, ct);
        await line.InvocationConfiguration.Output.WriteLineAsync(line.GetValue(json) ? answer.ToJson() : answer.Words);
    }

    private WebApplication Build()
    {
        var builder = ServerHost.CreateBuilder([]);
        builder.Logging.ClearProviders().SetMinimumLevel(LogLevel.Warning)
            .AddConsole(console => console.LogToStandardErrorThreshold = LogLevel.Trace)
            .AddFilter("Microsoft.EntityFrameworkCore.Database.Connection", LogLevel.None); // It is thrown as well, and told in one sentence.

        // Jobs are handed to the server, so what only their handlers need is not there.
        builder.Host.UseDefaultServiceProvider(provider => provider.ValidateOnBuild = false);
        var settings = SettingsReader.Read(builder.Configuration);

        // The server refuses to start without a wiki; accounts can be made and copies written all the same.
        if (settings.Wikis.Count > 0 || builder.Environment.IsDevelopment())
            WikiSetup.Complete(settings, builder.Environment.IsDevelopment());
        addParts(builder.Services, settings);
        return builder.Build();
    }

    // An empty database is filled; one that a server of another version may be working on is not touched.
    private static async Task MakeReadyAsync(Migrator migrator, CancellationToken ct)
    {
        var status = await migrator.StatusAsync(ct);
        if (status.All(m => !m.IsApplied))
            await migrator.RunAsync(ct);
        else if (status.Any(m => !m.IsApplied))
            throw new MigrationException("This database is older than the program; start the server, or run 'database migrate'.");
    }

    // New ids need a number that no other process has.
    private static async Task<Answer> AsNodeAsync(Errand errand, Func<Errand, CancellationToken, Task<Answer>> run, CancellationToken ct)
    {
        var nodes = errand.Get<NodeRegistry>();
        await nodes.JoinAsync(ct);
        using var done = CancellationTokenSource.CreateLinkedTokenSource(ct);
        var beating = BeatAsync(errand.Get<IServiceScopeFactory>(), done.Token);
        try
        {
            await errand.Get<MakeInstanceActor>().RunAsync(ct);
            return await run(errand, ct);
        }
        finally
        {
            await done.CancelAsync();
            await beating;
            await nodes.LeaveAsync(CancellationToken.None);
        }
    }

    private static async Task BeatAsync(IServiceScopeFactory scopes, CancellationToken done)
    {
        try
        {
            using var timer = new PeriodicTimer(Beat);
            while (await timer.WaitForNextTickAsync(done))
            {
                await using var scope = scopes.CreateAsyncScope();
                await scope.ServiceProvider.GetRequiredService<NodeRegistry>().BeatAsync(done);
            }
        }
        catch (OperationCanceledException)
        {
            // The errand is done.
        }
    }
}
