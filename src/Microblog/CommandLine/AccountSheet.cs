using System.Globalization;
using System.Text;
using Microblog.Accounts;
using Microblog.Moderation;

namespace Microblog.CommandLine;

/// <summary>What the operator is told of an account.</summary>
internal static class AccountSheet
{
    public static Answer Of(Account account, Block? block) => new(Words(account, block), Data(account, block));

    private static object Data(Account account, Block? block) => new
    {
        id = account.Id.ToString(CultureInfo.InvariantCulture),
        actor_id = account.ActorId.ToString(CultureInfo.InvariantCulture),
        handle = account.Actor.Handle,
        uri = account.Actor.Uri,
        url = account.Actor.Url,
        account.Role,
        account.IsVouched,
        account.CreatedAt,
        wikis = account.WikiIdentities.Select(w => new
        {
            wiki = w.WikiId,
            w.Sub,
            w.Name,
            w.IsKnown,
            w.HasRequiredRight,
            w.BlockedUntil,
            w.EditCount,
            w.CheckedAt,
            w.GoodUntil,
        }),
        block = block is null ? null : new { block.Scope, block.Reason, block.Since, block.Until },
    };

    private static string Words(Account account, Block? block)
    {
        var words = new StringBuilder(account.Actor.Handle);
        words.AppendLine().Append(CultureInfo.InvariantCulture, $"  address  {account.Actor.Uri.AbsoluteUri}");
        words.AppendLine().Append(CultureInfo.InvariantCulture, $"  role     {account.Role.ToString().ToLowerInvariant()}");
        words.AppendLine().Append(CultureInfo.InvariantCulture, $"  since    {account.CreatedAt:u}");
        if (account.IsVouched)
            words.AppendLine().Append("  vouched for by the operator");
        foreach (var wiki in account.WikiIdentities)
        {
            var right = wiki is { IsKnown: true, HasRequiredRight: true, BlockedUntil: null } ? "in good standing" : "not in good standing";
            words.AppendLine().Append(CultureInfo.InvariantCulture, $"  wiki     {wiki.WikiId}: {wiki.Name}, {right} at {wiki.CheckedAt:u}");
        }

        if (block is not null)
        {
            var until = block.Until is { } end ? string.Create(CultureInfo.InvariantCulture, $" until {end:u}") : "";
            words.AppendLine().Append(CultureInfo.InvariantCulture, $"  blocked  {block.Scope.ToString().ToLowerInvariant()} since {block.Since:u}{until}: {block.Reason}");
        }

        return words.ToString();
    }
}
