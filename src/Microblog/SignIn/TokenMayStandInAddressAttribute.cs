namespace Microblog.SignIn;

/// <summary>Here a token may also stand in the address or be the protocol of a web socket: browsers cannot send it in a header.</summary>
/// <remarks>An address is seen by more than the two ends, so nowhere else.</remarks>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class TokenMayStandInAddressAttribute : Attribute;
