using System.Globalization;
using Microblog.Jobs;

namespace Microblog.Accounts;

/// <summary>An account is deleted: nobody is shown it any more. What it leaves is still there until other servers are being told.</summary>
public sealed record AccountDeleted(long ActorId) : IFact
{
    public string Lane => ActorId.ToString(CultureInfo.InvariantCulture);
}

/// <summary>What tells other servers of a deleted account is stored, so whom it concerned need not be known any longer.</summary>
public sealed record AccountDeletionTold(long ActorId) : IFact
{
    public string Lane => ActorId.ToString(CultureInfo.InvariantCulture);
}
