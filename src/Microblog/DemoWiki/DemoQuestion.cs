namespace Microblog.DemoWiki;

/// <summary>The parameters of one API request, from the address or a form.</summary>
internal sealed class DemoQuestion(Func<string, string?> find)
{
    public string? this[string name] => find(name);

    /// <summary>The values of a list parameter; none when it is absent.</summary>
    /// <exception cref="DemoApiException">There are more than <see cref="DemoApi.MostValues"/>.</exception>
    public string[] Values(string name)
    {
        if (find(name) is not { Length: > 0 } text)
            return [];
        var values = text[0] == '\u001f' ? text[1..].Split('\u001f') : text.Split('|');
        return values.Length <= DemoApi.MostValues
            ? values
            : throw new DemoApiException("toomanyvalues", $"Too many values supplied for parameter \"{name}\".", DemoApi.MostValues);
    }
}
