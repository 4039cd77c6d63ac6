using Microblog.Data;
using Microblog.Moderation.Reports;
using Microblog.Notices;
using Microblog.Notices.Text;
using Microsoft.EntityFrameworkCore;

namespace Microblog.ClientApi.Admin;

/// <summary>Measures what moderators' apps show as figures.</summary>
/// <remarks>
/// Source: Mastodon API documentation, "Get measurable data". Left out is <c>instance_media_attachments</c>: which server a kept file is of is not
/// known. Active is who posted: who only reads is not counted here.
/// </remarks>
public sealed class AdminMeasures(Db db)
{
    private const string AboutServers = "instance_";

    /// <summary>The measures of these keys; what nobody measures is left out.</summary>
    internal async Task<IReadOnlyList<AdminMeasure>> ReadAsync(Asked asked, Period period, CancellationToken ct)
    {
        var measures = new List<AdminMeasure>();
        foreach (var key in asked.List("keys").Distinct(StringComparer.Ordinal))
        {
            if ((OfServer(key) ?? OfTag(key, asked) ?? OfElsewhere(key, asked)) is not { } counted)
                continue;
            var byDay = await counted.ByDayAsync(period, ct);
            measures.Add(new AdminMeasure(
                key,
                Unit: null,
                ApiText.Id(await counted.TotalAsync(period, ct)),
                key.StartsWith(AboutServers, StringComparison.Ordinal) ? null : ApiText.Id(await counted.TotalAsync(period.Before, ct)),
                [.. period.Days.Select(d => new AdminMeasureDay(ApiText.Instant(d), ApiText.Id(byDay.GetValueOrDefault(d))))]));
        }

        return measures;
    }

    private ICounted? OfServer(string key) => key switch
    {
        "active_users" => db.Notices.Where(n => n.Author!.Host == "").Select(n => new Happening<long> { At = n.Id, What = n.AuthorId }).Once(),
        "new_users" => db.Accounts.Select(a => new Happening<long> { At = a.Id, What = a.ActorId }).Each(),
        "interactions" => new Sum(
            db.Likes.Where(l => l.Notice!.Author!.Host == "").Select(l => new Happening<long> { At = l.Id, What = l.ActorId }).Each(),
            db.Notices.Where(n => n.RepeatOf!.Author!.Host == "").Select(n => new Happening<long> { At = n.Id, What = n.AuthorId }).Each(),
            db.Notices.Where(n => n.InReplyTo!.Author!.Host == "").Select(n => new Happening<long> { At = n.Id, What = n.AuthorId }).Each()),
        "opened_reports" => db.Reports.Select(r => new Happening<long> { At = r.Id, What = r.TargetId }).Each(),
        "resolved_reports" => new Closed(db.Reports),
        _ => null,
    };

    private ICounted? OfTag(string key, Asked asked)
    {
        var tag = Hashtag.KeyOf(asked.Text(key + "[id]") ?? "");
        var tagged = db.Notices.Where(n => n.Visibility == Visibility.Public && n.Tags.Any(t => t.Key == tag));
        return tag.Length is 0 or > Hashtag.MaxLength
            ? null
            : key switch
            {
                "tag_accounts" => tagged.Select(n => new Happening<long> { At = n.Id, What = n.AuthorId }).Once(),
                "tag_uses" => tagged.Select(n => new Happening<long> { At = n.Id, What = n.AuthorId }).Each(),
                "tag_servers" => tagged.Where(n => n.Author!.Host != "").Select(n => new Happening<string> { At = n.Id, What = n.Author!.Host }).Once(),
                _ => null,
            };
    }

    private ICounted? OfElsewhere(string key, Asked asked)
    {
        if (!Moderation.Domains.DomainName.TryParse(asked.Text(key + "[domain]"), out var host))
            return null;
        return key switch
        {
            "instance_accounts" => db.Actors.Where(a => a.Host == host).Select(a => new Happening<long> { At = a.Id, What = a.Id }).Each(),
            "instance_reports" => db.Reports.Where(r => r.Target!.Host == host).Select(r => new Happening<long> { At = r.Id, What = r.TargetId }).Each(),
            "instance_statuses" => db.Notices.Where(n => n.Author!.Host == host).Select(n => new Happening<long> { At = n.Id, What = n.AuthorId }).Each(),
            "instance_follows" => db.Follows.Where(f => f.IsAccepted && f.Followed!.Host == host && f.Follower!.Host == "")
                .Select(f => new Happening<long> { At = f.Id, What = f.FollowedId }).Each(),
            "instance_followers" => db.Follows.Where(f => f.IsAccepted && f.Follower!.Host == host && f.Followed!.Host == "")
                .Select(f => new Happening<long> { At = f.Id, What = f.FollowerId }).Each(),
            _ => null,
        };
    }

    private sealed class Sum(params ICounted[] parts) : ICounted
    {
        public async Task<long> TotalAsync(Period period, CancellationToken ct)
        {
            var total = 0L;
            foreach (var part in parts)
                total += await part.TotalAsync(period, ct);
            return total;
        }

        public async Task<IReadOnlyDictionary<DateTimeOffset, long>> ByDayAsync(Period period, CancellationToken ct)
        {
            var all = new List<KeyValuePair<DateTimeOffset, long>>();
            foreach (var part in parts)
                all.AddRange(await part.ByDayAsync(period, ct));
            return all.GroupBy(d => d.Key).ToDictionary(g => g.Key, g => g.Sum(d => d.Value));
        }
    }

    // When a report was closed no id says.
    private sealed class Closed(IQueryable<Report> reports) : ICounted
    {
        public Task<long> TotalAsync(Period period, CancellationToken ct) => In(period).LongCountAsync(ct);

        public async Task<IReadOnlyDictionary<DateTimeOffset, long>> ByDayAsync(Period period, CancellationToken ct) =>
            (await In(period).Select(r => r.ClosedAt!.Value).ToListAsync(ct))
                .GroupBy(t => new DateTimeOffset(t.UtcDateTime.Date, TimeSpan.Zero))
                .ToDictionary(g => g.Key, g => g.LongCount());

        private IQueryable<Report> In(Period period)
        {
            var (from, to) = (period.From, period.To);
            return reports.Where(r => r.ClosedAt >= from && r.ClosedAt < to);
        }
    }
}
