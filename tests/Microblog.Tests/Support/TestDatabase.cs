using System.Reflection;
using Xunit.Sdk;
using Xunit.v3;

namespace Microblog.Tests.Support;

/// <summary>The kinds of database a test runs on.</summary>
public enum TestDatabase
{
    Sqlite,
    PostgreSql,
}

/// <summary>Runs a theory once per kind of database, which is its first argument.</summary>
/// <param name="others">The theory's other arguments.</param>
public sealed class EachDatabaseAttribute(params object?[] others) : DataAttribute
{
    public override ValueTask<IReadOnlyCollection<ITheoryDataRow>> GetData(MethodInfo testMethod, DisposalTracker disposalTracker) =>
        ValueTask.FromResult<IReadOnlyCollection<ITheoryDataRow>>(
        [
            new TheoryDataRow([TestDatabase.Sqlite, .. others]),
            new TheoryDataRow([TestDatabase.PostgreSql, .. others]) { Skip = PostgreSqlServer.Missing },
        ]);

    public override bool SupportsDiscoveryEnumeration() => true;
}
