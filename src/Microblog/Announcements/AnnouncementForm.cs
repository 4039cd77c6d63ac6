using System.Globalization;
using Microsoft.AspNetCore.Mvc;

namespace Microblog.Announcements;

/// <summary>What a moderator fills in to tell everybody something. Times are UTC.</summary>
public sealed class AnnouncementForm
{
    private const string Minutes = "yyyy-MM-dd'T'HH:mm";

    [FromForm(Name = "text")]
    public string? Text { get; init; }

    [FromForm(Name = "starts_at")]
    public string? StartsAt { get; init; }

    [FromForm(Name = "ends_at")]
    public string? EndsAt { get; init; }

    [FromForm(Name = "all_day")]
    public bool IsAllDay { get; init; }

    public static AnnouncementForm Of(Announcement announcement) => new()
    {
        Text = announcement.Text,
        StartsAt = announcement.StartsAt?.ToString(Minutes, CultureInfo.InvariantCulture),
        EndsAt = announcement.EndsAt?.ToString(Minutes, CultureInfo.InvariantCulture),
        IsAllDay = announcement.IsAllDay,
    };

    /// <summary>What is to be told.</summary>
    /// <exception cref="RefusalException">A time is none.</exception>
    public AnnouncementDraft ToDraft() => new(Text ?? "", TimeOf(StartsAt), TimeOf(EndsAt), IsAllDay);

    private static DateTimeOffset? TimeOf(string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
            return null;
        return DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var time)
            ? time
            : throw new RefusalException(Refusal.TimeNotUnderstood);
    }
}
