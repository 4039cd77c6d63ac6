namespace Microblog;

/// <summary>What the operator asked for cannot be done here and now. The message is a sentence that says what to do.</summary>
public sealed class OperatorException(string message) : Exception(message);
