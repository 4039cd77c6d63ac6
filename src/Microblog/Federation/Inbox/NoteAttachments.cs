using Microblog.Actors;
using Microblog.Data;
using Microblog.Media;
using Microblog.Moderation.Domains;
using Microblog.Protocols.ActivityPub;

namespace Microblog.Federation.Inbox;

/// <summary>What is attached to a note from elsewhere, as we store it.</summary>
public sealed class NoteAttachments(DomainPolicies policies, Snowflake ids)
{
    /// <summary>The attachments, at most <see cref="Attachment.Most"/>; none of a server whose media are rejected.</summary>
    public async Task<IReadOnlyList<Attachment>> OfAsync(Note note, Actor author, long noticeId, CancellationToken ct) =>
        note.Attachments.Count == 0 || (await policies.OfAsync(author.Host, ct)).RejectsMedia
            ? []
            : [.. note.Attachments.Take(Attachment.Most).Select((attachment, position) => Of(attachment, noticeId, position))];

    private Attachment Of(NoteAttachment attachment, long noticeId, int position) => new()
    {
        Id = ids.Next(),
        NoticeId = noticeId,
        Position = position,
        Kind = KindOf(attachment),
        MediaType = attachment.MediaType,
        RemoteUrl = attachment.Url,
        PreviewUrl = attachment.Preview,
        Description = attachment.Description,
        Blurhash = attachment.Blurhash,
        FocalX = attachment.Focus?.X,
        FocalY = attachment.Focus?.Y,
        Width = attachment.Width,
        Height = attachment.Height,
        Duration = attachment.Duration?.TotalSeconds,
    };

    private static AttachmentKind KindOf(NoteAttachment attachment) => (attachment.MediaType?.Split('/')[0], attachment.Type) switch
    {
        ("image", _) or (null, "Image") => AttachmentKind.Image,
        ("video", _) or (null, "Video") => AttachmentKind.Video,
        ("audio", _) or (null, "Audio") => AttachmentKind.Audio,
        _ => AttachmentKind.File,
    };
}
