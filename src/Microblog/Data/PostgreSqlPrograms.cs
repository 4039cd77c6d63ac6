using System.Diagnostics;
using System.Globalization;
using Npgsql;

namespace Microblog.Data;

/// <summary>Runs the programs that come with PostgreSQL's client.</summary>
internal static class PostgreSqlPrograms
{
    /// <summary>Runs one on our database until it ends.</summary>
    /// <exception cref="OperatorException">It is not installed, or it failed.</exception>
    public static async Task RunAsync(string program, DatabaseSettings settings, IEnumerable<string> arguments, CancellationToken ct)
    {
        var start = new ProcessStartInfo(Find(program)) { RedirectStandardError = true, UseShellExecute = false };
        foreach (var (name, value) in Environment(new NpgsqlConnectionStringBuilder(settings.ConnectionString)))
            start.Environment[name] = value;
        start.ArgumentList.Add("--no-password");
        if (program == "pg_restore")
            start.ArgumentList.Add($"--dbname={new NpgsqlConnectionStringBuilder(settings.ConnectionString).Database}");
        foreach (var argument in arguments)
            start.ArgumentList.Add(argument);

        using var process = Process.Start(start)!;
        var errors = await process.StandardError.ReadToEndAsync(ct);
        await process.WaitForExitAsync(ct);
        if (process.ExitCode != 0)
            throw new OperatorException($"{program} failed: {errors.Trim()}");
    }

    // Debian keeps the programs of each version in a folder of its own; the newest can read older servers.
    private static string Find(string program)
    {
        var versions = Directory.Exists("/usr/lib/postgresql") ? Directory.GetDirectories("/usr/lib/postgresql") : [];
        var onPath = (System.Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries);
        return versions
            .OrderByDescending(v => int.TryParse(Path.GetFileName(v), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0)
            .Select(v => Path.Combine(v, "bin"))
            .Concat(onPath)
            .Select(folder => Path.Combine(folder, program))
            .FirstOrDefault(File.Exists) ?? throw new OperatorException($"{program} is not here; install the Debian package postgresql-client.");
    }

    // Not on its command line: that is for everybody on the machine to read.
    private static IEnumerable<(string Name, string? Value)> Environment(NpgsqlConnectionStringBuilder connection) =>
    [
        ("PGHOST", connection.Host),
        ("PGPORT", connection.Port.ToString(CultureInfo.InvariantCulture)),
        ("PGUSER", connection.Username),
        ("PGPASSWORD", connection.Password),
        ("PGDATABASE", connection.Database),
    ];
}
