using Microblog.Actors;

namespace Microblog.Accounts;

/// <summary>A local person's sign-in and rights.</summary>
public sealed class Account
{
    public required long Id { get; init; }
    public long ActorId { get; private init; }
    public required Actor Actor { get; init; }
    public Role Role { get; set; }

    /// <summary>The operator made this account by hand and answers for it: no wiki is asked.</summary>
    public bool IsVouched { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>What holds for a new notice where nothing else is said.</summary>
    public PostingDefaults Posting { get; init; } = new();
    public ICollection<WikiIdentity> WikiIdentities { get; } = [];
}

/// <summary>What an account may do beyond posting; each role includes those before it.</summary>
public enum Role
{
    User = 0,
    Moderator = 1,
    Administrator = 2,
}
