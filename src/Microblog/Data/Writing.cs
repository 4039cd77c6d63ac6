using Microsoft.EntityFrameworkCore;

namespace Microblog.Data;

public static class Writing
{
    extension(Db db)
    {
        /// <summary>Runs several statements in one transaction: all of them or none.</summary>
        /// <remarks>On SQLite the transaction is a writing one from its start, so that it never has to be upgraded and lose.</remarks>
        public async Task InOneTransactionAsync(Func<Task> write, CancellationToken ct)
        {
            if (db.Database.CurrentTransaction is not null)
            {
                await write();
                return;
            }

            var gate = db.Gate;
            if (gate is not null)
                await gate.WaitAsync(ct);
            try
            {
                await using var transaction = await db.Database.BeginTransactionAsync(ct);
                await write();
                await transaction.CommitAsync(ct);
            }
            finally
            {
                gate?.Release();
            }
        }

        /// <summary>Does something once the transaction is committed that runs now; at once where none does.</summary>
        public void AfterCommit(Action action)
        {
            if (db.Database.CurrentTransaction is null)
                action();
            else
                Data.AfterCommit.Add(db, action);
        }

        /// <summary>Runs a deed, and once more when another was faster with the same rows: then it sees what the other did.</summary>
        public async Task<T> AgainIfOvertakenAsync<T>(Func<Task<T>> deed)
        {
            try
            {
                return await deed();
            }
            catch (DbUpdateException)
            {
                db.ChangeTracker.Clear();
                return await deed();
            }
        }

        /// <inheritdoc cref="AgainIfOvertakenAsync{T}"/>
        public Task AgainIfOvertakenAsync(Func<Task> deed) => db.AgainIfOvertakenAsync(async () =>
        {
            await deed();
            return true;
        });

        internal SemaphoreSlim? Gate => db.Database.IsSqlite() ? WriteGate.Of(db.Database.GetDbConnection().DataSource) : null;
    }
}
