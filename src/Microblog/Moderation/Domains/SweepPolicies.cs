using Microblog.Jobs;

namespace Microblog.Moderation.Domains;

/// <summary>Applies the policies to what slipped in while they were being changed, such as an actor that another node was just storing.</summary>
public sealed class SweepPolicies(ApplyPolicies apply) : IRecur
{
    public Task RunAsync(CancellationToken ct) => apply.RunAsync(ct);
}
