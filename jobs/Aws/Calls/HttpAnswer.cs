namespace Platform.Aws.Calls;

/// <summary>A service's answer, whole.</summary>
internal sealed record HttpAnswer(byte[] Body);
