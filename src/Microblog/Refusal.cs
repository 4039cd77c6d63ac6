namespace Microblog;

/// <summary>Every way we say no. Each has one sentence for people.</summary>
public enum Refusal
{
    EmptyNotice,
    NoticeTooLong,
    NameTooLong,
    DescriptionTooLong,
    TextUnstorable,
    MayNotPost,
    NotFound,
    HandleNotUnderstood,
    ActorNotFound,
    ActorUnreachable,
    CannotFollowYourself,
    ReasonMissing,
    ReasonTooLong,
    DateNotUnderstood,
    EndHasPassed,
    HandleTaken,
    HandleInvalid,
    HandleReserved,
    CannotBlock,
    ScopesNotUnderstood,
    VisibilityNotUnderstood,
    MayNotReact,
    CannotRepeat,
    EmojiNotUnderstood,
    TooManyReactions,
    DomainNotUnderstood,
    OwnDomain,
    CommentTooLong,
}
