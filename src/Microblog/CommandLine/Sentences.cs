using Microblog.Emojis;
using Microblog.Moderation;
using Microblog.Moderation.Domains;

namespace Microblog.CommandLine;

/// <summary>Refusals as the operator reads them.</summary>
internal static class Sentences
{
    public static string Of(Refusal refusal) => refusal switch
    {
        Refusal.NotFound => "There is no such thing.",
        Refusal.ActorNotFound => "There is nobody of that name.",
        Refusal.HandleTaken => "That handle is taken, or was once.",
        Refusal.HandleInvalid => "A handle has 2 to 30 of the characters a to z, 0 to 9 and _, at least one of them a letter, and no _ first or last.",
        Refusal.HandleReserved => "That handle is reserved: it would seem to speak for the server.",
        Refusal.ReasonMissing => "Say why: --reason TEXT.",
        Refusal.ReasonTooLong => $"The reason is too long: at most {Reasons.MaxLength} characters fit.",
        Refusal.DateNotUnderstood => "The end was not understood; write a time such as 2027-01-31 or 2027-01-31T12:00Z.",
        Refusal.EndHasPassed => "The end must be a time that is still to come.",
        Refusal.ScopesNotUnderstood => "Scopes are such as \"read write follow push\".",
        Refusal.MayNotPost => "That account may not post now.",
        Refusal.DomainNotUnderstood => "That is no name of a server; write it like example.org or 192.0.2.1:8080.",
        Refusal.OwnDomain => "That is this server itself.",
        Refusal.CommentTooLong => $"The comment is too long: at most {DomainPolicy.MaxComment} characters fit.",
        Refusal.ListTooLong => $"The list is too long: at most {DomainCsv.MaxBytes} bytes are read.",
        Refusal.RelayNotUnderstood => "That is no address of a relay: it begins with https:// and is on another server.",
        Refusal.RelayKnown => "That relay was asked already.",
        Refusal.ShortcodeInvalid => $"A shortcode has 2 to {ImportEmoji.LongestShortcode} of the characters a to z, A to Z, 0 to 9 and _.",
        Refusal.PictureNotUnderstood => $"The file is no PNG, GIF or WebP picture of at most {ImportEmoji.MostPixels} pixels each way.",
        Refusal.PictureTooLarge => $"The file is too large: at most {ImportEmoji.MostBytes / 1024} kB.",
        _ => $"Refused: {refusal}.",
    };
}
