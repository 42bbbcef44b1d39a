namespace Platform.Registry.Stacks;

/// <summary>What a snapshot's files are compared with before they are published.</summary>
public enum ProofMode
{
    /// <summary>With what was decoded from the source.</summary>
    Files,

    /// <summary>Also with hashes that the source computes in SQL, in the same database snapshot.</summary>
    Source,
}
