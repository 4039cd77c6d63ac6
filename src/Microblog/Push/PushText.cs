using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using Microblog.Actors;
using Microblog.Data;
using Microblog.Notices.Text;
using Microblog.Notifications;
using Microblog.Timelines;
using Microblog.Web;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace Microblog.Push;

/// <summary>Says in few words what a notification tells of: it must fit into one encrypted record.</summary>
/// <remarks>COMPAT(Mastodon): the names of the fields are its own. A token is not among them, as only its hash is kept.</remarks>
public sealed class PushText(Db db, LocalUris uris, IStringLocalizer<Texts> texts, TimeProvider clock)
{
    private const int LongestTitle = 200;
    private const int LongestBody = 500;

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>The JSON that an app is sent; null when there is nothing to tell any more.</summary>
    public async Task<byte[]?> OfAsync(long notificationId, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var owner = await db.Notifications.Where(n => n.Id == notificationId).Select(n => (long?)n.OwnerId).SingleOrDefaultAsync(ct);
        if (owner is not { } ownerId)
            return null;
        var told = await db.Notifications.ShownTo(db, ownerId, now)
            .Where(n => n.Id == notificationId)
            .Select(n => new { n.Kind, n.NoticeId, Name = new ActorName(n.FromId, n.From!.Handle, n.From.Host, n.From.DisplayName, n.From.IconUrl), OriginalId = n.Notice!.RepeatOfId })
            .SingleOrDefaultAsync(ct);
        if (told is null || NotificationNames.Of(told.Kind) is not { } type)
            return null;
        var body = "";
        if ((told.OriginalId ?? told.NoticeId) is { } noticeId)
        {
            var notice = await db.Notices.Where(n => n.Id == noticeId).VisibleTo(ownerId, now).As(n => new { n.Summary, n.Html }).SingleOrDefaultAsync(ct);
            if (notice is null)
                return null;
            body = notice.Summary is { Length: > 0 } warning ? warning : HtmlCleaner.PlainText(notice.Html.Value);
        }

        return JsonSerializer.SerializeToUtf8Bytes(
            new PushPayload(
                "", "en", notificationId.ToString(CultureInfo.InvariantCulture), type, IconOf(told.Name), Cut(Title(told.Kind, told.Name.Shown), LongestTitle), Cut(body, LongestBody)),
            Json);
    }

    private string IconOf(ActorName name) => name.IconUrl is { } icon && name.Host.Length == 0 ? icon.AbsoluteUri : new Uri(uris.Base, "favicon.svg").AbsoluteUri;

    private string Title(NotificationKind kind, string who) => kind switch
    {
        NotificationKind.Mention => texts["{0} mentioned you", who],
        NotificationKind.Notice => texts["{0} posted a notice", who],
        NotificationKind.Repeat => texts["{0} repeated your notice", who],
        NotificationKind.Like => texts["{0} likes your notice", who],
        NotificationKind.Follow => texts["{0} follows you now", who],
        NotificationKind.FollowRequest => texts["{0} asks to follow you", who],
        NotificationKind.Poll => texts["A poll is over"],
        NotificationKind.Edit => texts["{0} edited a notice", who],
        _ => texts["{0} quoted your notice", who],
    };

    private static string Cut(string text, int most)
    {
        if (text.Length <= most)
            return text;
        var end = char.IsHighSurrogate(text[most - 2]) ? most - 2 : most - 1;
        return text[..end] + "…";
    }

    private sealed record PushPayload(
        string AccessToken, string PreferredLocale, string NotificationId,
        string NotificationType, string Icon, string Title, string Body);
}
