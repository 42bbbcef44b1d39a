namespace Platform.Formats.Avro.Reading;

/// <summary>A value that cannot be decoded; whoever knows the column, row and offset makes a <see cref="Registry.Failures.PlatformException"/> of it.</summary>
internal sealed class BrokenValueException(string message) : Exception(message);
