namespace Microblog.Data;

/// <summary>The database cannot be brought to this program's shape. The message tells the operator what to do.</summary>
public sealed class MigrationException(string message) : Exception(message);
