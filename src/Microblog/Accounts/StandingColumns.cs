using Microblog.Wikis;

namespace Microblog.Accounts;

/// <summary>The one place where a wiki's answer becomes columns of <see cref="WikiIdentity"/>, and back.</summary>
public static class StandingColumns
{
    /// <summary>A wiki that says an account is missing is believed when it says so again after this: its own lag can hide people.</summary>
    public static readonly TimeSpan MissingIsBelievedAfter = TimeSpan.FromMinutes(10);

    /// <summary>What is stored for a block without end: the last whole millisecond, so that it comes back as it went in.</summary>
    public static readonly DateTimeOffset Forever =
        DateTimeOffset.FromUnixTimeMilliseconds(DateTimeOffset.MaxValue.ToUnixTimeMilliseconds());

    extension(WikiIdentity identity)
    {
        /// <summary>The standing as last known.</summary>
        public Standing ToStanding() => new()
        {
            UserId = identity.UserId,
            Name = identity.IsKnown ? identity.Name : null,
            Exists = identity.IsKnown,
            HasRequiredRight = identity.HasRequiredRight,
            Groups = identity.Groups.Split('|', StringSplitOptions.RemoveEmptyEntries),
            IsTemporary = identity.IsTemporary,
            IsSystem = identity.IsSystem,
            BlockedUntil = identity.BlockedUntil >= Forever ? BlockedUntil.Forever : BlockedUntil.FromEnd(identity.BlockedUntil),
            BlockReason = identity.BlockReason,
            EditCount = identity.EditCount ?? 0,
            Registered = identity.RegisteredAt,
            AsOf = identity.CheckedAt,
        };

        /// <summary>Takes over an answer of the wiki.</summary>
        public void Take(Standing answer, WikiSettings wiki)
        {
            if (!answer.Exists)
            {
                identity.TakeMissing(answer.AsOf, wiki);
                return;
            }

            identity.UserId = answer.UserId;
            identity.Name = answer.Name ?? identity.Name;
            identity.IsKnown = true;
            identity.MissingSince = null;
            identity.HasRequiredRight = answer.HasRequiredRight;
            identity.IsTemporary = answer.IsTemporary;
            identity.IsSystem = answer.IsSystem;
            identity.Groups = string.Join('|', answer.Groups);
            identity.BlockedUntil = answer.BlockedUntil.IsForever ? Forever : answer.BlockedUntil.End;
            identity.BlockReason = answer.BlockReason;
            identity.EditCount = (int)Math.Min(answer.EditCount, int.MaxValue);
            identity.RegisteredAt = answer.Registered;
            identity.CheckedAt = answer.AsOf;
            identity.GoodUntil = answer.AsOf + wiki.TrustLastAnswerFor;
        }

        private void TakeMissing(DateTimeOffset asOf, WikiSettings wiki)
        {
            identity.MissingSince ??= asOf;
            identity.CheckedAt = asOf;
            if (asOf - identity.MissingSince < MissingIsBelievedAfter)
                return;
            identity.IsKnown = false;
            identity.HasRequiredRight = false;
            identity.Groups = "";
            identity.GoodUntil = asOf + wiki.TrustLastAnswerFor;
        }
    }
}
