namespace Platform.Snapshot;

/// <summary>The release that writes files and manifests.</summary>
internal static class ProgramVersion
{
    public static readonly string Text = typeof(ProgramVersion).Assembly.GetName().Version?.ToString(3) ?? "0.0.0";
}
