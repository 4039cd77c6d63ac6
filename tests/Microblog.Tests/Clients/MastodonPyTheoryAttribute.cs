using System.Runtime.CompilerServices;

namespace Microblog.Tests.Clients;

/// <summary>A test with Mastodon.py; skipped, with what to install, where that is not there.</summary>
public sealed class MastodonPyTheoryAttribute : TheoryAttribute
{
    private static readonly string? Missing =
        Directory.Exists("/usr/lib/python3/dist-packages/mastodon") ? null : "install the Debian package python3-mastodon";

    public MastodonPyTheoryAttribute([CallerFilePath] string? file = null, [CallerLineNumber] int line = -1)
        : base(file, line) => Skip = Missing;
}
