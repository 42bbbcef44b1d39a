namespace Platform.Difference;

/// <summary>The two snapshots of a comparison.</summary>
public enum Side
{
    /// <summary>The one that is compared from: its rows are what was.</summary>
    From,

    /// <summary>The one that is compared to: its rows are what is.</summary>
    To,
}
