namespace Platform.Operator.CommandLine;

/// <summary>For whom an answer is written.</summary>
internal enum OutputForm
{
    Text,

    /// <summary>One JSON document on stdout, whatever happens.</summary>
    Json,
}
