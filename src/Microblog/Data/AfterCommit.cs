using System.Data.Common;
using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Microblog.Data;

/// <summary>What is to be done once a transaction is committed, and not at all when it is rolled back.</summary>
/// <remarks>Who is woken before the commit finds nothing, and sleeps on.</remarks>
internal sealed class AfterCommit : DbTransactionInterceptor
{
    private static readonly ConditionalWeakTable<DbContext, List<Action>> Waiting = [];

    public static void Add(DbContext db, Action action) => Waiting.GetOrCreateValue(db).Add(action);

    public override void TransactionCommitted(DbTransaction transaction, TransactionEndEventData eventData) => Run(eventData.Context);

    public override Task TransactionCommittedAsync(
        DbTransaction transaction, TransactionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        Run(eventData.Context);
        return Task.CompletedTask;
    }

    public override void TransactionRolledBack(DbTransaction transaction, TransactionEndEventData eventData) => Forget(eventData.Context);

    public override Task TransactionRolledBackAsync(
        DbTransaction transaction, TransactionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        Forget(eventData.Context);
        return Task.CompletedTask;
    }

    private static void Run(DbContext? db)
    {
        if (db is null || !Waiting.TryGetValue(db, out var actions))
            return;
        Waiting.Remove(db);
        actions.ForEach(action => action());
    }

    private static void Forget(DbContext? db)
    {
        if (db is not null)
            Waiting.Remove(db);
    }
}
