using Microsoft.EntityFrameworkCore;

namespace Microblog.Data;

/// <summary>Functions of both databases that may stand in a query, and nowhere else.</summary>
internal static class SqlFunctions
{
    /// <summary>SQL's <c>lower</c>, which knows no culture; on SQLite ours (<see cref="SqlitePragmas"/>).</summary>
    public static string Lower(string text) => throw new NotSupportedException($"Only a database makes {text} lower-case here.");

    internal static void AddTo(ModelBuilder model) =>
        model.HasDbFunction(() => Lower(default!)).HasName("lower").IsBuiltIn();
}
