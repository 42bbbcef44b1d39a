namespace Pulumi;

/// <summary>An error whose message is all that a person needs.</summary>
public class RunException(string message, Exception? innerException = null) : Exception(message, innerException);
