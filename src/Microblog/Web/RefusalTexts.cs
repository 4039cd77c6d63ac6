using Microblog.Actors;
using Microblog.Announcements;
using Microblog.Apps;
using Microblog.Emojis;
using Microblog.Filters;
using Microblog.Lists;
using Microblog.Media;
using Microblog.Moderation;
using Microblog.Moderation.Domains;
using Microblog.Moderation.Reports;
using Microblog.Notices;
using Microblog.Notices.Polls;
using Microblog.Notices.Scheduling;
using Microblog.Reactions;
using Microblog.Relations;
using Microblog.Relations.Domains;
using Microblog.Tags;
using Microsoft.Extensions.Localization;

namespace Microblog.Web;

/// <summary>Every refusal as a sentence for people.</summary>
public sealed class RefusalTexts(IStringLocalizer<Texts> texts, MicroblogSettings settings)
{
    /// <summary>The rule's own sentence, then what else there is to know.</summary>
    public string Of(RefusalException refusal)
    {
        var sentence = Of(refusal.Refusal);
        return refusal.Detail is { } detail ? $"{sentence} {detail}" : sentence;
    }

    public string Of(Refusal refusal) => refusal switch
    {
        Refusal.EmptyNotice => texts["There is nothing to post: the notice is empty."],
        Refusal.NoticeTooLong => texts["The notice is too long: at most {0} characters fit, the content warning included.", settings.Notices.MaxLength],
        Refusal.NameTooLong => texts["The name is too long: at most {0} characters fit.", UpdateProfile.MaxNameLength],
        Refusal.DescriptionTooLong => texts["The description is too long: at most {0} characters fit.", UpdateProfile.MaxNoteLength],
        Refusal.TextUnstorable => texts["That holds a character that is no text, such as U+0000."],
        Refusal.MayNotPost => texts["This account may not post now."],
        Refusal.NotFound => texts["There is no such thing here, or it is not yours to see."],
        Refusal.HandleNotUnderstood => texts["That does not look like an address. Write a name here, or @name@server for someone elsewhere."],
        Refusal.ActorNotFound => texts["Nobody has that address."],
        Refusal.ActorUnreachable => texts["Their server does not answer now. Try again in a while."],
        Refusal.CannotFollowYourself => texts["You cannot follow yourself."],
        Refusal.ReasonMissing => texts["A reason is needed: it stands in the public log."],
        Refusal.ReasonTooLong => texts["The reason is too long: at most {0} characters fit.", Reasons.MaxLength],
        Refusal.DateNotUnderstood => texts["The end was not understood: choose how long, or give a day such as 2030-01-31."],
        Refusal.EndHasPassed => texts["The end must be a day that is still to come."],
        Refusal.HandleTaken => texts["That name is taken, or was once: names are given out only once."],
        Refusal.BlockStands => texts["A block stands on this account. It can be deleted once that is lifted or over."],
        Refusal.HandleInvalid => texts["A name has two to thirty characters: a to z, digits and underscores, with a letter, and no underscore first or last."],
        Refusal.HandleReserved => texts["That name is kept for the server itself."],
        Refusal.CannotBlock => texts["You cannot decide about this account: only about accounts of a lower rank, and never about your own."],
        Refusal.ScopesNotUnderstood => texts["Those scopes are not understood: write any of read, write, follow and push."],
        Refusal.VisibilityNotUnderstood => texts["It is not clear who may read that: choose public, unlisted, followers or direct."],
        Refusal.MayNotReact => texts["This account is blocked, so it may not like notices."],
        Refusal.CannotRepeat => texts["Only what everybody may read can be repeated."],
        Refusal.EmojiNotUnderstood => texts["That is not an emoji: send a single one."],
        Refusal.TooManyReactions => texts["You have given this notice {0} reactions, and more do not fit.", Like.MostPerActor],
        Refusal.DomainNotUnderstood => texts["That is no name of a server: write it like example.org or 192.0.2.1:8080."],
        Refusal.OwnDomain => texts["That is this server itself."],
        Refusal.CommentTooLong => texts["The comment is too long: at most {0} characters fit.", DomainPolicy.MaxComment],
        Refusal.ListTooLong => texts["The list is too long: at most {0} bytes are read.", DomainCsv.MaxBytes],
        Refusal.ReportTooLong => texts["The report is too long: at most {0} characters and {1} notices fit.", Report.MaxComment, Report.MaxNotices],
        Refusal.TooManyReports => texts["You have reported a lot just now. The moderators read it all; report more in an hour."],
        Refusal.RelayNotUnderstood => texts["That is no address of a relay: it begins with https:// and is on another server."],
        Refusal.RelayKnown => texts["This server asked that relay already."],
        Refusal.TooManyRelays => texts["This server takes part in as many relays as it can."],
        _ => OfRelations(refusal),
    };

    private string OfContent(Refusal refusal) => refusal switch
    {
        Refusal.PollChoicesNotFit => texts["A poll has {0} to {1} different choices, each of at most {2} characters.", Poll.FewestChoices, Poll.MostChoices, Poll.LongestChoice],
        Refusal.PollTimeNotFit => texts["A poll lasts from five minutes to thirty days."],
        Refusal.PollIsOver => texts["That poll is over."],
        Refusal.PollIsYours => texts["You cannot vote in your own poll."],
        Refusal.CannotQuote => texts["That cannot be quoted: its author does not agree, or not everybody may read it."],
        Refusal.QuotePolicyNotUnderstood => texts["It is not clear who may quote that: choose public, followers or nobody."],
        Refusal.HasVoted => texts["You have voted in that poll already."],
        Refusal.ChoiceNotUnderstood => texts["Choose one of what the poll offers; several only where it says so."],
        Refusal.ShortcodeInvalid => texts["A shortcode has two to {0} of a to z, A to Z, digits and underscores.", ImportEmoji.LongestShortcode],
        Refusal.PictureNotUnderstood => texts["That is no PNG, GIF or WebP picture of at most {0} pixels each way.", ImportEmoji.MostPixels],
        Refusal.PictureTooLarge => texts["The picture is too large: at most {0} kB.", ImportEmoji.MostBytes / 1024],
        _ => OfMedia(refusal),
    };

    private string OfMedia(Refusal refusal) => refusal switch
    {
        Refusal.MediaUnavailable => texts["This server can take no files: its operator has to install ffmpeg first."],
        Refusal.MediaNotUnderstood => texts["Nothing can be made of that file: send a picture (JPEG, PNG, GIF, WebP), a video (MP4, WebM) or a sound (MP3, Ogg, FLAC, WAV)."],
        Refusal.MediaTooLarge => texts["That file is too large: at most {0} MB for a picture and {1} MB for a video or a sound, and not too many pixels or frames.", MediaLimits.ImageBytes >> 20, MediaLimits.FilmBytes >> 20],
        Refusal.MediaNotReady => texts["One of the files is still being prepared. Try again in a moment."],
        Refusal.MediaInUse => texts["A notice holds that file."],
        Refusal.MediaDescriptionTooLong => texts["The description of the file is too long: at most {0} characters fit.", MediaLimits.DescriptionLength],
        Refusal.FocusNotUnderstood => texts["The focus was not understood: give two numbers from -1 to 1, such as 0.5,-0.25."],
        Refusal.TooManyMedia => texts["There are too many files: at most {0} fit.", MediaLimits.PerNotice],
        Refusal.TooManyUploads => texts["Too many files wait to be posted. Post or remove some first."],
        _ => OfApps(refusal),
    };

    private string OfApps(Refusal refusal) => refusal switch
    {
        Refusal.AppNameNotFit => texts["The program has no name, or one of more than {0} characters.", RegisterApp.LongestName],
        Refusal.AppUnknown => texts["The program that sent you here is not known. It may have to introduce itself anew."],
        Refusal.AppNotLetIn => texts["You refused. The program cannot act for you."],
        Refusal.AppRequestNotUnderstood => texts["The program that sent you here asks for what does not exist, or for more than it said it needs."],
        Refusal.RedirectNotUnderstood => texts["An address to return to is missing or not fine: it is absolute, without user name and fragment, and its scheme is http, https or the program's own."],
        Refusal.RedirectNotRegistered => texts["The program that sent you here wants you sent to an address that it never named. You stay here."],
        Refusal.StreamNotUnderstood => texts["There is no such stream, or its tag or list is missing."],
        Refusal.StreamNeedsAccount => texts["Streams are for people: this token belongs to a program alone."],
        Refusal.TooManyStreams => texts["There are too many open streams. Close some first."],
        Refusal.PushEndpointRefused => texts["That is no address of a push service to which anything may be sent."],
        Refusal.PushKeyNotUnderstood => texts["The keys of the subscription are missing or are none."],
        Refusal.PushPolicyNotUnderstood => texts["It is not clear of whom to tell: choose all, followed, follower or none."],
        Refusal.ScopeMissing => texts["This action is outside the authorized scopes"],
        Refusal.RuleUnknown => texts["That names no rule of this server, where a report about rules must."],
        Refusal.CategoryNotUnderstood => texts["It is not clear what the report is about: choose spam, violation or other."],
        Refusal.ActionNotAllowed => texts["This action is not allowed"],
        Refusal.ActionNotUnderstood => texts["It is not clear what is to be done: choose none, sensitive, disable, silence or suspend."],
        Refusal.SeverityNotUnderstood => texts["It is not clear how far the policy goes: choose noop, silence or suspend."],
        Refusal.DomainHasPolicy => texts["A policy about that server stands already. Change or lift that one."],
        Refusal.PeriodNotUnderstood => texts["The period is not understood, or too long: give its first and its last day, such as 2030-01-01 and 2030-01-31."],
        Refusal.AnnouncementNotFit => texts["An announcement has a text, of at most {0} characters.", Announcement.MaxLength],
        Refusal.TooManyAnnouncements => texts["There are too many announcements: at most {0} stand at a time. Withdraw some first.", Announcement.Most],
        Refusal.PersonMissing => texts["This method requires an authenticated user"],
        Refusal.TooManyEmoji => texts["There are too many different emoji on that announcement: at most {0} fit.", AnnouncementReaction.MostEmoji],
        Refusal.WebsiteNotUnderstood => texts["The program's page is no http or https address."],
        _ => texts["The server refused that."],
    };

    private string OfRelations(Refusal refusal) => refusal switch
    {
        Refusal.BlockBetween => texts["That cannot be done: one of you has blocked the other, or the server of the other."],
        Refusal.CannotBlockYourself => texts["You cannot block yourself."],
        Refusal.ActorMovedAway => texts["They have moved to another account. Follow that one."],
        Refusal.AliasIsOneself => texts["That is this account itself."],
        Refusal.AliasMissing => texts["That account does not name this one. Add this account there as an alias first, then try again."],
        Refusal.TooManyAliases => texts["There are too many aliases: at most {0} are kept.", AddAlias.Most],
        Refusal.CannotMoveThere => texts["You cannot move there: it is this account itself, or one that has moved away or is suspended."],
        Refusal.MovedLately => texts["This account moved lately. Wait {0} days from one move to the next.", ActorMove.Pause.Days],
        Refusal.CannotPin => texts["Only a notice of your own that everybody may read can be pinned."],
        Refusal.TooManyPins => texts["There are too many pinned notices: at most {0} stand at the top of a profile.", Pin.Most],
        Refusal.TooManyFields => texts["There are too many fields: at most {0} fit.", UpdateProfile.MaxFields],
        Refusal.FieldTooLong => texts["A field is too long: at most {0} characters fit in its name and in its value.", UpdateProfile.MaxFieldLength],
        Refusal.CannotMuteYourself => texts["You cannot mute yourself."],
        _ => OfLists(refusal),
    };

    private string OfLists(Refusal refusal) => refusal switch
    {
        Refusal.ListTitleMissing => texts["A list needs a name."],
        Refusal.ListTitleTooLong => texts["The name of the list is too long: at most {0} characters fit.", PersonList.MaxTitle],
        Refusal.FilterTitleMissing => texts["A filter needs a name."],
        Refusal.FilterContextMissing => texts["A filter needs places where it counts: any of home, notifications, public, thread and account."],
        Refusal.FilterActionNotUnderstood => texts["It is not clear what the filter is to do: choose warn, hide or blur."],
        Refusal.FilterTooLong => texts[
            "That is too much for a filter: its name has at most {0} characters, it has at most {1} words of {2} characters, and {3} notices.",
            Filter.MaxTitle,
            FilterKeyword.MostPerFilter,
            FilterKeyword.MaxLength,
            FilteredNotice.MostPerFilter],
        Refusal.FilterHasMore => texts["The filter has other words, too, for which that would change. Change it as a whole."],
        Refusal.KeywordMissing => texts["There is no word to look for."],
        Refusal.TooManyFilters => texts["There are too many filters: at most {0} are kept.", Filter.MostPerOwner],
        Refusal.TagNotUnderstood => texts["That is no tag: it has letters, digits and underscores, and at least one letter."],
        Refusal.TooManyTags => texts["There are too many tags: at most {0} are followed, and {1} stand on a profile.", FollowedTag.MostPerOwner, FeaturedTag.MostPerOwner],
        Refusal.TreatmentNotUnderstood => texts["It is not clear what is to become of those notifications: choose accept, filter or drop."],
        Refusal.TimeNotUnderstood => texts["That is no time: write it like 2030-01-31T12:00:00Z."],
        Refusal.TooSoon => texts["What is to be posted later must be at least {0} minutes ahead.", (int)ScheduledNotice.Soonest.TotalMinutes],
        Refusal.TooManyScheduled => texts["Too much waits to be posted: at most {0} notices do.", ScheduledNotice.MostPerOwner],
        Refusal.TooManyLists => texts["There are too many lists: at most {0} are kept.", PersonList.MostPerOwner],
        Refusal.TooManyOnList => texts["There are too many people on that list: at most {0} fit.", PersonList.MostMembers],
        Refusal.NotFollowed => texts["Only people whom you follow stand on your lists."],
        Refusal.RepliesPolicyNotUnderstood => texts["It is not clear which answers the list shows: choose followed, list or none."],
        Refusal.PersonalNoteTooLong => texts["The note is too long: at most {0} characters fit.", PersonalNote.MaxLength],
        Refusal.CannotEndorse => texts["Only people whom you follow can be shown on your profile."],
        Refusal.TooManyEndorsements => texts["There are too many people on your profile: at most {0} fit.", Endorsement.Most],
        Refusal.TooManyDomainBlocks => texts["You have blocked too many servers: at most {0} are kept.", PersonalDomainBlock.Most],
        Refusal.TooManyLanguages => texts["There are too many languages, or one that is none: at most {0} are kept.", FollowOptions.MostLanguages],
        _ => OfContent(refusal),
    };
}
