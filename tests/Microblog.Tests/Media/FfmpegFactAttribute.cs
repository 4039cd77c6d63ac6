using System.Runtime.CompilerServices;
using Microblog.Media;

namespace Microblog.Tests.Media;

/// <summary>A test that makes something of media; skipped, with what to install, where that cannot be done.</summary>
public sealed class FfmpegFactAttribute : FactAttribute
{
    public FfmpegFactAttribute([CallerFilePath] string? file = null, [CallerLineNumber] int line = -1)
        : base(file, line) => Skip = Missing;

    internal static string? Missing => Ffmpeg.IsThere ? null : "install the Debian package ffmpeg";
}

/// <summary>The same for a test with several rows.</summary>
public sealed class FfmpegTheoryAttribute : TheoryAttribute
{
    public FfmpegTheoryAttribute([CallerFilePath] string? file = null, [CallerLineNumber] int line = -1)
        : base(file, line) => Skip = FfmpegFactAttribute.Missing;
}
