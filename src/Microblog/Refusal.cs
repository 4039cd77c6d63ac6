namespace Microblog;

/// <summary>Every way we say no. Each has one sentence for people.</summary>
public enum Refusal
{
    EmptyNotice,
    NoticeTooLong,
    MayNotPost,
    NotFound,
    NotYours,
    HandleNotUnderstood,
    ActorNotFound,
    ActorUnreachable,
    CannotFollowYourself,
    ReasonMissing,
    DateNotUnderstood,
    HandleTaken,
    HandleInvalid,
    Blocked,
    CannotBlock,
    TooManyRequests,
    ScopesNotUnderstood,
    VisibilityNotUnderstood,
}
