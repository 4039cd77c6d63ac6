namespace Microblog.CommandLine;

/// <summary>Refusals as the operator reads them.</summary>
internal static class Sentences
{
    public static string Of(Refusal refusal) => refusal switch
    {
        Refusal.NotFound => "There is no such thing.",
        Refusal.ActorNotFound => "There is nobody of that name.",
        Refusal.HandleTaken => "That handle is taken, or was once.",
        Refusal.HandleInvalid => "A handle has 1 to 30 of the characters a to z, 0 to 9 and _.",
        Refusal.ReasonMissing => "Say why: --reason TEXT.",
        Refusal.DateNotUnderstood => "The end must be a time in the future, such as 2027-01-31.",
        Refusal.ScopesNotUnderstood => "Scopes are such as \"read write follow push\".",
        Refusal.MayNotPost => "That account may not post now.",
        _ => $"Refused: {refusal}.",
    };
}
