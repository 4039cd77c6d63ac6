using System.Runtime.CompilerServices;

namespace Microblog.Tests.Peers;

/// <summary>A test with a server made of Fedify; skipped, with what to install, where that cannot run.</summary>
public sealed class FedifyFactAttribute : FactAttribute
{
    public FedifyFactAttribute([CallerFilePath] string? file = null, [CallerLineNumber] int line = -1)
        : base(file, line) => Skip = NodeFolder.Missing;
}

/// <summary>The same for a test with several rows.</summary>
public sealed class FedifyTheoryAttribute : TheoryAttribute
{
    public FedifyTheoryAttribute([CallerFilePath] string? file = null, [CallerLineNumber] int line = -1)
        : base(file, line) => Skip = NodeFolder.Missing;
}
