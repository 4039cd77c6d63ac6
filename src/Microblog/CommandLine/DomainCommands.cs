using System.CommandLine;
using System.Globalization;
using System.Text;
using Microblog.Data;
using Microblog.Moderation.Domains;
using Microsoft.EntityFrameworkCore;

namespace Microblog.CommandLine;

/// <summary><c>domain list|block|silence|allow|lift|import|export</c></summary>
internal static class DomainCommands
{
    public static Command All(Runner runner) => new("domain", "Decide what holds for other servers.")
    {
        runner.Command("list", "What is decided.", [], ListAsync),
        Set(runner, "block", "Block a server and all below its name: nothing is exchanged.", PolicyLevel.Block),
        Set(runner, "silence", "Silence a server: only followers meet its people.", PolicyLevel.Silence),
        Set(runner, "allow", "Allow a server: needed in allow-list mode, elsewhere an exception from what holds above its name.", PolicyLevel.Allow),
        Lift(runner),
        Import(runner),
        Export(runner),
    };

    private static Argument<string> Domain() => new("DOMAIN") { Description = "The server's name, with its port if it has one." };

    private static async Task<Answer> ListAsync(Errand errand, CancellationToken ct)
    {
        var policies = await errand.Get<Db>().DomainPolicies.AsNoTracking().OrderBy(p => p.Host).ToListAsync(ct);
        var words = new StringBuilder().Append(CultureInfo.InvariantCulture, $"{policies.Count} policies.");
        foreach (var policy in policies)
            words.AppendLine().Append(Describe(policy));
        return new(words.ToString(), policies.Select(Data));
    }

    private static Command Set(Runner runner, string name, string description, PolicyLevel level)
    {
        var domain = Domain();
        var media = new Option<bool>("--reject-media") { Description = "Fetch no pictures, sounds and videos from there." };
        var reports = new Option<bool>("--reject-reports") { Description = "Take no reports from there." };
        var comment = new Option<string>("--comment") { Description = "For everybody: in the log and on the list of policies." };
        var note = new Option<string>("--note") { Description = "For moderators only." };
        var obfuscate = new Option<bool>("--obfuscate") { Description = "Show its name to everybody else only in part." };
        return runner.Command(name, description, [domain, media, reports, comment, note, obfuscate], async (errand, ct) =>
        {
            var policy = await errand.Get<SetDomainPolicy>().RunAsync(
                new DomainDecision(
                    errand.Value(domain),
                    level,
                    errand.Value(media),
                    errand.Value(reports),
                    errand.Value(comment) ?? "",
                    errand.Value(note) ?? "",
                    errand.Value(obfuscate)),
                null,
                ct);
            return new(Describe(policy), Data(policy));
        });
    }

    private static Command Lift(Runner runner)
    {
        var domain = Domain();
        var reason = new Option<string>("--reason") { Description = "For the public log." };
        return runner.Command("lift", "Lift what is decided about a server.", [domain, reason], async (errand, ct) =>
        {
            await errand.Get<LiftDomainPolicy>().RunAsync(errand.Value(domain), null, errand.Value(reason) ?? "", ct);
            return new($"Nothing holds for {errand.Value(domain)} any more but what holds above its name.", new { domain = errand.Value(domain) });
        });
    }

    private static Command Import(Runner runner)
    {
        var file = new Argument<FileInfo>("FILE") { Description = "A list in Mastodon's CSV, or one name on each line." };
        var severity = new Option<PolicyLevel>("--severity")
        {
            Description = "What lines mean that do not say.",
            DefaultValueFactory = _ => PolicyLevel.Block,
        };
        severity.AcceptOnlyFromAmong("block", "silence", "allow");
        var dryRun = new Option<bool>("--dry-run") { Description = "Only say what it would do." };
        return runner.Command("import", "Take over a list; policies that are not on it stay.", [file, severity, dryRun], async (errand, ct) =>
        {
            if (errand.Value(file).Length > DomainCsv.MaxBytes)
                throw new RefusalException(Refusal.ListTooLong);
            var csv = await File.ReadAllTextAsync(errand.Value(file).FullName, ct);
            var import = errand.Get<DomainImport>();
            var plan = errand.Value(dryRun)
                ? await import.PlanAsync(csv, errand.Value(severity), ct)
                : await import.RunAsync(csv, errand.Value(severity), null, ct);
            return new(Describe(plan, errand.Value(dryRun)), new
            {
                changed = plan.Changes.Select(c => new { c.To.Domain, c.From, To = c.To.Level }),
                same = plan.Same.Count,
                left_out = plan.Bad,
            });
        });
    }

    private static Command Export(Runner runner)
    {
        var file = new Argument<FileInfo>("FILE") { Description = "Where the list is written; it must not be there yet." };
        return runner.Command("export", "Write a list in Mastodon's CSV.", [file], async (errand, ct) =>
        {
            var policies = await errand.Get<Db>().DomainPolicies.AsNoTracking().OrderBy(p => p.Host).ToListAsync(ct);
            await using var stream = new FileStream(errand.Value(file).FullName, FileMode.CreateNew);
            await stream.WriteAsync(Encoding.UTF8.GetBytes(DomainCsv.Write(policies)), ct);
            return new($"{policies.Count} policies written to {errand.Value(file).FullName}.", new { written = policies.Count });
        });
    }

    private static string Describe(DomainPolicy policy)
    {
        var words = new StringBuilder($"{policy.Host}: {policy.Level.ToString().ToLowerInvariant()}");
        words.Append(policy.RejectsMedia ? ", no media" : "").Append(policy.RejectsReports ? ", no reports" : "");
        return words.Append(policy.PublicComment.Length > 0 ? $" ({policy.PublicComment})" : "").ToString();
    }

    private static string Describe(ImportPlan plan, bool isDryRun)
    {
        var words = new StringBuilder();
        words.Append(
            CultureInfo.InvariantCulture,
            $"{plan.Changes.Count} {(isDryRun ? "would be changed" : "changed")}, {plan.Same.Count} hold already, {plan.Bad.Count} left out.");
        foreach (var line in plan.Bad)
            words.AppendLine().Append(CultureInfo.InvariantCulture, $"line {line.Number}: {line.Problem} {line.Text}");
        return words.ToString();
    }

    private static object Data(DomainPolicy policy) => new
    {
        domain = policy.Host,
        policy.Level,
        reject_media = policy.RejectsMedia,
        reject_reports = policy.RejectsReports,
        policy.PublicComment,
        policy.PrivateComment,
        obfuscate = policy.IsObfuscated,
        policy.ChangedAt,
    };
}
