using Microblog.Actors;
using Microblog.Data;
using Microblog.Jobs;
using Microblog.Moderation.Reports;
using Microblog.Protocols.ActivityPub;
using Microsoft.EntityFrameworkCore;

namespace Microblog.Federation.Outbox;

/// <summary>Tells the server of somebody who was reported, in the name of this server.</summary>
/// <remarks>COMPAT(Mastodon): one Flag, of the actor and its notes, to the actor's inbox. Who reported is nowhere in it.</remarks>
public sealed class SendFlag(Db db, InstanceActor instance, SendActivity send) : IHandle<ReportFiled>
{
    public async Task<Outcome> HandleAsync(ReportFiled fact, CancellationToken ct)
    {
        var report = await db.Reports
            .Where(r => r.Id == fact.ReportId)
            .Select(r => new { r.Target!.Uri, r.Comment, Notes = r.Notices.OrderBy(n => n.NoticeId).Select(n => n.NoticeUri).ToList() })
            .SingleOrDefaultAsync(ct);
        if (report is null)
            return Outcome.Ignored("there is no such report");

        var flag = new Flag(
            new Uri($"{instance.Uri.AbsoluteUri}#reports/{fact.ReportId}"), instance.Uri, [report.Uri, .. report.Notes], report.Comment);
        await send.RunAsync(flag, InstanceActor.ActorId, toFollowers: false, [fact.TargetId], ct);
        return Outcome.Done;
    }
}
