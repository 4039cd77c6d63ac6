using System.Runtime.CompilerServices;
using Microblog.Tests.Media;
using Microblog.Tests.Peers;

namespace Microblog.Tests.Clients;

/// <summary>A test with Mastodon.py; skipped, with what to install, where that is not there, or ffmpeg, without which it cannot upload.</summary>
public sealed class MastodonPyTheoryAttribute : TheoryAttribute
{
    public MastodonPyTheoryAttribute([CallerFilePath] string? file = null, [CallerLineNumber] int line = -1)
        : base(file, line) => Skip = ClientPackages.Unless("/usr/lib/python3/dist-packages/mastodon", "python3-mastodon") ?? FfmpegFactAttribute.Missing;
}

/// <summary>The same with toot.</summary>
public sealed class TootTheoryAttribute : TheoryAttribute
{
    public TootTheoryAttribute([CallerFilePath] string? file = null, [CallerLineNumber] int line = -1)
        : base(file, line) => Skip = ClientPackages.Unless("/usr/bin/toot", "toot") ?? FfmpegFactAttribute.Missing;
}

/// <summary>The same with a library for Node.</summary>
public sealed class NodeClientTheoryAttribute : TheoryAttribute
{
    public NodeClientTheoryAttribute([CallerFilePath] string? file = null, [CallerLineNumber] int line = -1)
        : base(file, line) => Skip = NodeFolder.Missing ?? FfmpegFactAttribute.Missing;
}

/// <summary>Debian packages of client programs.</summary>
internal static class ClientPackages
{
    /// <summary>What to install where a file is missing; null where it is there.</summary>
    public static string? Unless(string path, string package) => Path.Exists(path) ? null : $"install the Debian package {package}";
}
