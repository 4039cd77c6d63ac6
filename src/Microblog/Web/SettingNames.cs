using System.Collections;

namespace Microblog.Web;

/// <summary>Compares the names of configured settings with those there are.</summary>
internal static class SettingNames
{
    /// <summary>The full names of settings under <paramref name="section"/> that <paramref name="type"/> does not have.</summary>
    public static IEnumerable<string> UnknownIn(IConfigurationSection section, Type type)
    {
        foreach (var child in section.GetChildren())
        {
            if (TypeOf(child.Key, type) is not { } known)
                yield return child.Path;
            else
            {
                foreach (var unknown in UnknownIn(child, known))
                    yield return unknown;
            }
        }
    }

    /// <summary>The settings a class has, by their name within it, with their types.</summary>
    public static IReadOnlyDictionary<string, Type> Of(Type type) => IsGroup(type)
        ? type.GetProperties().Where(p => p.SetMethod is { IsPublic: true }).ToDictionary(p => p.Name, p => p.PropertyType, StringComparer.OrdinalIgnoreCase)
        : new Dictionary<string, Type>(StringComparer.OrdinalIgnoreCase);

    /// <summary>It holds further settings, where others hold a value, a list or names of the operator's own.</summary>
    public static bool IsGroup(Type type) =>
        type.Namespace?.StartsWith(nameof(Microblog), StringComparison.Ordinal) == true && type.IsClass;

    private static Type? TypeOf(string key, Type type)
    {
        if (type != typeof(string) && type.IsAssignableTo(typeof(IEnumerable)))
            return type.GetGenericArguments().LastOrDefault() ?? typeof(string);
        return Of(type).GetValueOrDefault(key);
    }
}
