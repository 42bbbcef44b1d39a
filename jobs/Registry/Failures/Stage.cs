namespace Platform.Registry.Failures;

/// <summary>The step of a run in which something failed.</summary>
public enum Stage
{
    Configure,
    Claim,
    Connect,
    Schema,
    Plan,
    Read,
    Decode,
    Encode,
    Write,
    Prove,
    Check,
    Publish,
    Record,
    Restore,
    Compare,
}
