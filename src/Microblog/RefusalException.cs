namespace Microblog;

/// <summary>A rule of ours was not met by what was asked. Turned into an HTTP answer in exactly one place.</summary>
/// <param name="refusal">Which rule.</param>
/// <param name="detail">What a person must know beyond the rule's own sentence, already in words; null when nothing.</param>
public sealed class RefusalException(Refusal refusal, string? detail = null) : Exception(detail ?? refusal.ToString())
{
    public Refusal Refusal { get; } = refusal;

    public string? Detail { get; } = detail;
}
