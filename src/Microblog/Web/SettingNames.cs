using System.Collections;
using System.ComponentModel;

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

    /// <summary>A sentence for each value under <paramref name="section"/> that <paramref name="type"/> cannot hold.</summary>
    public static IEnumerable<string> MisreadIn(IConfigurationSection section, Type type)
    {
        foreach (var child in section.GetChildren())
        {
            if (TypeOf(child.Key, type) is not { } known)
                continue;
            foreach (var misread in MisreadIn(child, known))
                yield return misread;
            if (child.Value is { } value && !IsGroup(known) && !CanHold(known, value))
                yield return $"{child.Path} is '{value}', which is not {Expected(known)}.";
        }
    }

    /// <summary>The settings a class has, by their name within it, with their types.</summary>
    public static IReadOnlyDictionary<string, Type> Of(Type type) => IsGroup(type)
        ? type.GetProperties().Where(p => p.SetMethod is { IsPublic: true }).ToDictionary(p => p.Name, p => p.PropertyType, StringComparer.OrdinalIgnoreCase)
        : new Dictionary<string, Type>(StringComparer.OrdinalIgnoreCase);

    /// <summary>It holds further settings, where others hold a value, a list or names of the operator's own.</summary>
    public static bool IsGroup(Type type) =>
        type.Namespace?.StartsWith(nameof(Microblog), StringComparison.Ordinal) == true && type.IsClass;

    private static bool CanHold(Type type, string value)
    {
        var converter = TypeDescriptor.GetConverter(type);
        return !converter.CanConvertFrom(typeof(string)) || converter.IsValid(value);
    }

    private static string Expected(Type type) => (Nullable.GetUnderlyingType(type) ?? type) switch
    {
        { IsEnum: true } choice => string.Join(" or ", Enum.GetNames(choice)),
        var plain when plain == typeof(bool) => "true or false",
        var plain when plain == typeof(TimeSpan) => "a time such as 00:05:00 (hours, minutes, seconds)",
        var plain when plain == typeof(Uri) => "an address such as https://notices.example.org",
        { IsPrimitive: true } => "a whole number",
        var other => $"a {other.Name}",
    };

    private static Type? TypeOf(string key, Type type)
    {
        if (type != typeof(string) && type.IsAssignableTo(typeof(IEnumerable)))
            return type.GetGenericArguments().LastOrDefault() ?? typeof(string);
        return Of(type).GetValueOrDefault(key);
    }
}
