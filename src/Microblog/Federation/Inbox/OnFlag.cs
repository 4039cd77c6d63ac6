using Microblog.Actors;
using Microblog.Data;
using Microblog.Jobs;
using Microblog.Moderation.Domains;
using Microblog.Moderation.Reports;
using Microblog.Protocols.ActivityPub;
using Microsoft.EntityFrameworkCore;

namespace Microblog.Federation.Inbox;

/// <summary>Another server reports somebody here.</summary>
/// <remarks>COMPAT(Mastodon): sent by the instance actor, about one actor and its notes. The answer is the same whatever it names.</remarks>
public sealed class OnFlag(Db db, DomainPolicies policies, TakeReport take, LocalUris uris) : IReceive<Flag>
{
    public async Task<Outcome> ReceiveAsync(Flag activity, Actor sender, CancellationToken ct)
    {
        if ((await policies.OfAsync(sender.Host, ct)).RejectsReports)
            return Outcome.Ignored("a policy takes no reports from there");
        var objects = activity.Objects.Distinct(Ids.Comparer).Take(Report.MaxNotices + 1).ToArray();
        if (await TargetAsync(objects, ct) is not { } target)
            return Outcome.Ignored("it is about nobody here, or about several");
        return await take.RunAsync(sender.Id, sender.Host, target, objects, activity.Content ?? "", ct)
            ? Outcome.Done
            : Outcome.Ignored("that server has reported too much already");
    }

    // The actor it names; where it names notes only, their author.
    private async Task<long?> TargetAsync(Uri[] objects, CancellationToken ct)
    {
        var named = objects.Select(uris.ActorIdOf).OfType<long>().Distinct().ToArray();
        var targets = named.Length > 0
            ? await db.Actors.FromHere().Where(a => named.Contains(a.Id) && a.Id != InstanceActor.ActorId).Select(a => a.Id).ToListAsync(ct)
            : await db.Notices.Where(n => objects.Contains(n.Uri) && n.Author!.Host == "").Select(n => n.AuthorId).Distinct().ToListAsync(ct);
        return targets.Count == 1 ? targets[0] : null;
    }
}
