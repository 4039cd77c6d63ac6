namespace Microblog.Media;

/// <summary>Where on this server the attachments of notices are shown, ours and others'.</summary>
public static class AttachmentAddresses
{
    extension(Attachment attachment)
    {
        /// <summary>The path of the file here; null for what is only linked to.</summary>
        public string? Path => attachment.IsOurs ? attachment.RemoteUrl.AbsolutePath
            : attachment.Kind == AttachmentKind.File ? null
            : RemoteAddress.OfAttachment(attachment.Id, attachment.RemoteUrl);

        /// <summary>The path of a small still picture; null where there is none.</summary>
        public string? PreviewPath => attachment.IsOurs ? attachment.PreviewUrl?.AbsolutePath
            : attachment.Kind == AttachmentKind.File || (attachment.Kind == AttachmentKind.Audio && attachment.PreviewUrl is null) ? null
            : RemoteAddress.OfPreview(attachment.Id, attachment.RemoteUrl);
    }
}
