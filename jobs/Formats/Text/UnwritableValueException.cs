namespace Platform.Formats.Text;

/// <summary>A value that a text format cannot say; whoever knows column and row makes a <see cref="Registry.Failures.PlatformException"/> of it.</summary>
internal sealed class UnwritableValueException(string message) : Exception(message);
