namespace Microblog.Data;

/// <summary>A key of ASP.NET Core's data protection, kept in the database so that every node reads the others' forms and cookies.</summary>
public sealed class ProtectionKey
{
    public long Id { get; init; }
    public required string Name { get; init; }
    public required string Xml { get; init; }
}
