using System.Text.RegularExpressions;
using Microblog.Tests.Support;

namespace Microblog.Tests.Documented;

/// <summary>What Mastodon documents of its API: entities.txt says of each entity its fields, methods.txt of each route what it answers.</summary>
/// <remarks>Source: Mastodon API documentation, entities and methods.</remarks>
internal sealed partial class ApiDocumentation
{
    private readonly Dictionary<string, Entity> entities = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ApiMethod> methods = new(StringComparer.Ordinal);

    private ApiDocumentation()
    {
    }

    /// <summary>The tables of this folder.</summary>
    public static ApiDocumentation Ours { get; } = Read(
        File.ReadAllLines(RepositoryRoot.At("tests/Microblog.Tests/Documented/entities.txt")),
        File.ReadAllLines(RepositoryRoot.At("tests/Microblog.Tests/Documented/methods.txt")));

    public IReadOnlyCollection<ApiMethod> Methods => methods.Values;

    public IReadOnlyCollection<string> Entities => entities.Keys;

    /// <summary>Reads lines as the two files have them.</summary>
    /// <exception cref="FormatException">A line is written otherwise.</exception>
    public static ApiDocumentation Read(IEnumerable<string> entities, IEnumerable<string> methods)
    {
        var documentation = new ApiDocumentation();
        documentation.ReadEntities(entities);
        foreach (var line in methods.Where(IsSaid))
        {
            var method = ApiMethod.Parse(line);
            documentation.methods[Key(method.Verb, method.Path)] = method;
        }

        return documentation;
    }

    /// <summary>With those of what it is based on.</summary>
    public IEnumerable<ApiField> FieldsOf(string entity)
    {
        var (basedOn, fields) = entities[entity];
        return basedOn is null ? fields : FieldsOf(basedOn).ExceptBy(fields.Select(f => f.Name), f => f.Name, StringComparer.Ordinal).Concat(fields);
    }

    /// <summary>What is documented of a route; null for nothing.</summary>
    /// <param name="path">With parameters written like <c>:id</c> or <c>{id}</c>.</param>
    public ApiMethod? Find(string verb, string path) => methods.GetValueOrDefault(Key(verb, path));

    // What a parameter is called does not matter.
    private static string Key(string verb, string path) => $"{verb} {Parameter().Replace(path, ":")}";

    private static bool IsSaid(string line) => line.Trim() is { Length: > 0 } said && said[0] != '#';

    private void ReadEntities(IEnumerable<string> lines)
    {
        Entity? current = null;
        foreach (var line in lines.Where(IsSaid))
        {
            var parts = line.Split(':', 2, StringSplitOptions.TrimEntries);
            if (!char.IsWhiteSpace(line[0]))
                entities.Add(parts[0], current = new(parts.Length > 1 ? parts[1] : null, []));
            else
                (current ?? throw new FormatException($"\"{line}\" belongs to no entity")).Fields.Add(ApiField.Parse(line));
        }
    }

    [GeneratedRegex(@":\w+|\{[^}]*\}", RegexOptions.None, 1000)]
    private static partial Regex Parameter();

    private sealed record Entity(string? BasedOn, List<ApiField> Fields);
}

/// <summary>A field of an entity.</summary>
internal sealed record ApiField(string Name, bool MayBeAbsent, Shape Shape)
{
    /// <summary>Reads <c>name: type</c>, or <c>name*: type</c> for one that may be absent.</summary>
    public static ApiField Parse(string line)
    {
        var parts = line.Split(": ", 2, StringSplitOptions.TrimEntries);
        return parts.Length == 2
            ? new(parts[0].TrimEnd('*'), parts[0].EndsWith('*'), ShapeParser.Parse(parts[1]))
            : throw new FormatException($"\"{line}\" is no field");
    }
}

/// <summary>A route, and what it answers when all goes well.</summary>
/// <param name="Note">Why it might not be there, such as <c>trends</c>; empty for no reason.</param>
internal sealed record ApiMethod(string Verb, string Path, Shape Answer, string Note)
{
    /// <summary>Reads <c>GET  /api/v1/accounts/:id  Account  anyone  # note</c>; two spaces or more stand between the columns.</summary>
    public static ApiMethod Parse(string line)
    {
        var (said, note) = line.Split('#', 2, StringSplitOptions.TrimEntries) is [var before, var after] ? (before, after) : (line.Trim(), "");
        var columns = said.Split("  ", StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

        // The longest verb leaves one space before the path.
        string[] all = columns[0].Split(' ') is [var verb, var path] ? [verb, path, .. columns[1..]] : columns;
        return all.Length >= 3
            ? new(all[0], all[1], ShapeParser.Parse(all[2]), note)
            : throw new FormatException($"\"{line}\" is no method");
    }
}
