using System.CommandLine;
using Microblog.Web;

namespace Microblog.CommandLine;

/// <summary>One command being done: what was typed, and the parts to do it with.</summary>
internal sealed record Errand(ParseResult Line, IServiceProvider Parts)
{
    public MicroblogSettings Settings => Get<MicroblogSettings>();

    public T Get<T>()
        where T : notnull => Parts.GetRequiredService<T>();

    public T Value<T>(Argument<T> argument) => Line.GetRequiredValue(argument);

    public T? Value<T>(Option<T> option) => Line.GetValue(option);
}
