namespace Platform.Registry.Entries;

/// <summary>The words of <see cref="OnLoss"/> as entries, ledger and manifest write them.</summary>
public static class OnLosses
{
    public static string Name(OnLoss policy) => policy switch
    {
        OnLoss.Null => "null",
        OnLoss.Clamp => "clamp",
        OnLoss.Text => "text",
        _ => "fail",
    };
}
