using Microblog.Notifications;

namespace Microblog.ClientApi;

/// <summary>What several did to the same.</summary>
/// <remarks>Source: Mastodon API documentation, entity NotificationGroup.</remarks>
public sealed class NotificationGroup
{
    /// <summary>More of those who did it are not named.</summary>
    private const int Named = 8;

    private readonly IReadOnlyList<NotificationLine> lines;

    /// <summary>Puts them together.</summary>
    /// <param name="lines">Newest first, at least one.</param>
    internal NotificationGroup(string key, IReadOnlyList<NotificationLine> lines) => (GroupKey, this.lines) = (key, lines);

    public string GroupKey { get; }
    public int NotificationsCount => lines.Count;
    public string Type => NotificationNames.Of(lines[0].Kind)!;
    public string MostRecentNotificationId => ApiText.Id(Newest);
    public string PageMinId => ApiText.Id(Oldest);
    public string PageMaxId => ApiText.Id(Newest);
    public string LatestPageNotificationAt => lines[0].CreatedAt;
    public IReadOnlyList<string> SampleAccountIds => [.. SampleIds.Select(ApiText.Id)];
    public string? StatusId => NoticeId is { } id ? ApiText.Id(id) : null;

    internal long Newest => lines[0].Id;
    internal long Oldest => lines[^1].Id;
    internal long? NoticeId => lines[0].NoticeId;
    internal IEnumerable<long> SampleIds => lines.Select(l => l.FromId).Distinct().Take(Named);
}
