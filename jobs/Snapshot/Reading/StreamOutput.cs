using Platform.Formats.Files;
using Platform.Registry.Entries;

namespace Platform.Snapshot.Reading;

/// <summary>Where and how one output of a table is written; nothing in it changes while streams run.</summary>
/// <param name="Prefix">Of the output's attempt, with its trailing slash.</param>
/// <param name="Format">Of its files.</param>
/// <param name="Writer">How they are written, their compression among it.</param>
/// <param name="Metadata">For the footers of formats that have one.</param>
internal sealed record StreamOutput(string Prefix, FileFormat Format, WriterOptions Writer, IReadOnlyList<KeyValuePair<string, string>> Metadata);
