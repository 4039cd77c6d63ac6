using System.Runtime.CompilerServices;
using Microblog.Tests.Media;
using Microblog.Tests.Peers;

namespace Microblog.Tests.Clients;

/// <summary>A test with a client program; skipped, with what to install, where that is not there.</summary>
public abstract class ClientTheoryAttribute : TheoryAttribute
{
    /// <param name="missing">What to install; null when it is there.</param>
    // Clients also upload, which needs ffmpeg.
    protected ClientTheoryAttribute(string? missing, string? file, int line)
        : base(file, line) => Skip = missing ?? FfmpegFactAttribute.Missing;

    /// <summary>What to install where a file is missing.</summary>
    protected static string? Unless(string path, string package) => Path.Exists(path) ? null : $"install the Debian package {package}";
}

/// <summary>With Mastodon.py.</summary>
public sealed class MastodonPyTheoryAttribute([CallerFilePath] string? file = null, [CallerLineNumber] int line = -1)
    : ClientTheoryAttribute(Unless("/usr/lib/python3/dist-packages/mastodon", "python3-mastodon"), file, line);

/// <summary>With toot.</summary>
public sealed class TootTheoryAttribute([CallerFilePath] string? file = null, [CallerLineNumber] int line = -1)
    : ClientTheoryAttribute(Unless("/usr/bin/toot", "toot"), file, line);

/// <summary>With a library for Node.</summary>
public sealed class NodeClientTheoryAttribute([CallerFilePath] string? file = null, [CallerLineNumber] int line = -1)
    : ClientTheoryAttribute(NodeFolder.Missing, file, line);
