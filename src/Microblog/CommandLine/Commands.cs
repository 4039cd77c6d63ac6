using System.CommandLine;
using System.Data.Common;
using System.Net.Sockets;
using Microblog.Data;
using Microblog.Web;

namespace Microblog.CommandLine;

/// <summary>The program's command line: <c>serve</c>, which is also what happens without a command, and the operator's tools.</summary>
/// <remarks>Exit status: 0 done, 1 refused, 2 not understood. With <c>--json</c> a refusal is <c>{"error": "…"}</c> too.</remarks>
public static class Commands
{
    private const string JsonOption = "--json";
    private const int Done = 0;
    private const int Refused = 1;
    private const int NotUnderstood = 2;

    public static async Task<int> RunAsync(string[] args, AddParts addParts, Func<string[], Task> serve)
    {
        if (IsServe(args))
            return await OrRefuseAsync(() => ServeAsync(args, serve), asJson: false);

        var line = Root(addParts, serve).Parse(args);
        var asJson = args.Contains(JsonOption, StringComparer.Ordinal);
        if (line.Errors.Count > 0)
        {
            await ComplainAsync(string.Join('\n', line.Errors.Select(error => error.Message)), asJson);
            await Console.Error.WriteLineAsync("Add --help to see how it is used.");
            return NotUnderstood;
        }

        return await OrRefuseAsync(() => line.InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false }), asJson);
    }

    // What follows 'serve' is configuration (--urls, --Microblog:BaseUrl=…), which the host reads by itself.
    private static bool IsServe(string[] args)
    {
        var settings = args is ["serve", .. var after] ? after : args;
        for (var i = 0; i < settings.Length; i++)
        {
            if (settings[i] is "--help" or "--version" || !settings[i].StartsWith("--", StringComparison.Ordinal))
                return false;
            var hasValueNext = !settings[i].Contains('=', StringComparison.Ordinal)
                && i + 1 < settings.Length
                && !settings[i + 1].StartsWith("--", StringComparison.Ordinal);
            i += hasValueNext ? 1 : 0;
        }

        return true;
    }

    private static async Task<int> ServeAsync(string[] args, Func<string[], Task> serve)
    {
        await serve(args is ["serve", .. var settings] ? settings : args);
        return Done;
    }

    private static RootCommand Root(AddParts addParts, Func<string[], Task> serve)
    {
        var json = new Option<bool>(JsonOption) { Description = "Answer as JSON.", Recursive = true };
        var runner = new Runner(addParts, json);
        var serving = new Command("serve", "Run the server. What follows is configuration, such as --urls or --Microblog:BaseUrl=…");
        serving.SetAction((_, _) => serve([]));
        return new RootCommand("Microblog, a federated microblogging server for people who write wikis. Without a command, it serves.")
        {
            json,
            serving,
            DatabaseCommands.All(runner),
            SeedCommand.Make(runner),
            AccountCommands.All(runner),
            TokenCommands.All(runner),
            DomainCommands.All(runner),
            EmojiCommands.All(runner),
            JobsCommands.All(runner),
            RelayCommands.All(runner),
            WikiCommands.All(runner),
        };
    }

    private static async Task<int> OrRefuseAsync(Func<Task<int>> run, bool asJson)
    {
        try
        {
            return await run();
        }
        catch (Exception refused) when (SentenceOf(refused) is { } sentence)
        {
            await ComplainAsync(sentence, asJson);
            return Refused;
        }
    }

    // Null for what is our own mistake: that ends the program with all there is to know.
    private static string? SentenceOf(Exception refused) => refused switch
    {
        SettingsException or MigrationException or OperatorException => refused.Message,
        RefusalException refusal => refusal.Detail ?? Sentences.Of(refusal.Refusal),
        DbException unreachable => Unreachable(unreachable),

        // EF puts this around a server that cannot be reached.
        InvalidOperationException { InnerException: DbException unreachable } => Unreachable(unreachable),

        // An address that is taken, a file that cannot be written: the message says which.
        IOException or UnauthorizedAccessException => refused.Message,
        SocketException => $"This server cannot listen where it should: {refused.Message}.",
        _ => null,
    };

    private static string Unreachable(DbException unreachable)
    {
        var why = unreachable.InnerException is SocketException refused ? $" ({refused.Message})" : "";
        return $"The database cannot be used: {unreachable.Message.ReplaceLineEndings(" ")}{why}";
    }

    private static async Task ComplainAsync(string sentence, bool asJson)
    {
        await Console.Error.WriteLineAsync(sentence);
        if (asJson)
            await Console.Out.WriteLineAsync(new Answer(sentence, new { error = sentence }).ToJson());
    }
}
