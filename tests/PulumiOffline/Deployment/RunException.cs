namespace Pulumi;

/// <summary>An error whose message is all that a person needs.</summary>
public class RunException : Exception
{
    public RunException(string message) : base(message)
    {
    }

    public RunException(string message, Exception? innerException) : base(message, innerException)
    {
    }
}
