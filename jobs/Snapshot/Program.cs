namespace Platform.Snapshot;

internal static class Program
{
    private static int Main() => 0;
}
