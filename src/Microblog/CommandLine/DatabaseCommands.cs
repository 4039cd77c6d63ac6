using System.CommandLine;
using Microblog.Data;

namespace Microblog.CommandLine;

/// <summary><c>database migrate|status|backup|restore</c></summary>
internal static class DatabaseCommands
{
    public static Command All(Runner runner)
    {
        var file = new Argument<FileInfo>("FILE");
        return new Command("database", "Bring the database up to date, copy it, put a copy back.")
        {
            runner.Bare("migrate", "Apply the migrations that are missing.", [], MigrateAsync),
            runner.Bare("status", "Which migrations are applied.", [], StatusAsync),
            runner.Bare("backup", "Write a copy to FILE; the server may be running.", [file], async (errand, ct) =>
            {
                var to = errand.Value(file).FullName;
                await errand.Get<Backup>().WriteAsync(to, ct);
                return new($"Written to {to}.", new { file = to });
            }),
            runner.Bare("restore", "Replace everything by the copy in FILE; the server must be stopped.", [file], async (errand, ct) =>
            {
                var from = errand.Value(file).FullName;
                await errand.Get<Backup>().RestoreAsync(from, ct);
                return new($"Restored from {from}.", new { file = from });
            }),
        };
    }

    private static async Task<Answer> MigrateAsync(Errand errand, CancellationToken ct)
    {
        var applied = await errand.Get<Migrator>().RunAsync(ct);
        var words = applied.Count == 0 ? "The database is up to date." : $"Applied {string.Join(", ", applied)}.";
        return new(words, new { applied });
    }

    private static async Task<Answer> StatusAsync(Errand errand, CancellationToken ct)
    {
        var status = await errand.Get<Migrator>().StatusAsync(ct);
        var lines = status.Select(m => $"{(m.IsApplied ? "applied" : "missing")} {m.Name}");
        return new(string.Join(Environment.NewLine, lines), new
        {
            migrations = status.Select(m => new { m.Name, m.IsApplied }),
        });
    }
}
