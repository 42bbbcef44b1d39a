namespace Platform.Sources.Postgres.Wire;

/// <summary>First byte of each message from the server (PostgreSQL documentation, "Message Formats").</summary>
internal static class BackendMessage
{
    public const byte Authentication = (byte)'R';
    public const byte BackendKeyData = (byte)'K';
    public const byte CommandComplete = (byte)'C';
    public const byte CopyData = (byte)'d';
    public const byte CopyDone = (byte)'c';
    public const byte CopyOutResponse = (byte)'H';
    public const byte DataRow = (byte)'D';
    public const byte EmptyQueryResponse = (byte)'I';
    public const byte ErrorResponse = (byte)'E';
    public const byte NegotiateProtocolVersion = (byte)'v';
    public const byte NoticeResponse = (byte)'N';
    public const byte NotificationResponse = (byte)'A';
    public const byte ParameterStatus = (byte)'S';
    public const byte ReadyForQuery = (byte)'Z';
    public const byte RowDescription = (byte)'T';

    /// <summary>Type byte and length.</summary>
    public const int HeaderLength = 5;

    /// <summary>True for what the server may send at any time, whatever is going on.</summary>
    public static bool IsAsynchronous(byte type) => type is NoticeResponse or ParameterStatus or NotificationResponse;
}
