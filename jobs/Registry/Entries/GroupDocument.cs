using System.Text.Json;
using Platform.Registry.Failures;

namespace Platform.Registry.Entries;

/// <summary>
/// What a job knows of its consistency group: the entries of its tables by reference, each an immutable object of its own, as this document is one
/// named by its own SHA-256.
/// </summary>
public sealed record GroupDocument
{
    /// <summary>Holds <c>&lt;uri&gt;#&lt;sha256&gt;</c> of a group's document, as <see cref="EntryReference.Variable"/> does of a table's.</summary>
    public const string Variable = "PLATFORM_GROUP";

    /// <summary>The version of this document's form; a job refuses one that it does not know.</summary>
    public const int CurrentFormat = 1;

    public required int Format { get; init; }

    public required string Group { get; init; }

    /// <summary>References of the tables' entry documents, <c>&lt;uri&gt;#&lt;sha256&gt;</c> each.</summary>
    public required IReadOnlyList<string> Entries { get; init; }

    public static GroupDocument Of(Group group, IEnumerable<EntryReference> entries) =>
        new() { Format = CurrentFormat, Group = group.Name, Entries = [.. entries.Select(entry => entry.ToString())] };

    /// <summary>The canonical UTF-8 JSON.</summary>
    public byte[] ToBytes() => JsonSerializer.SerializeToUtf8Bytes(this, EntryJson.Default.GroupDocument);

    /// <summary>Verifies and reads a document.</summary>
    /// <exception cref="PlatformException">Configuration (78): kind <c>entry-hash</c> where the bytes are not those that the reference names, <c>entry-document</c> where they are not a document of this format.</exception>
    public static GroupDocument Read(ReadOnlySpan<byte> document, string sha256)
    {
        var found = EntryDocument.Hash(document);
        if (found != sha256)
        {
            throw new PlatformException(Stage.Configure, ExitCode.Configuration, $"the group's document has SHA-256 {found}, {Variable} names {sha256}",
                "deploy again: the document was changed after it was written, and it is never to be")
            { Kind = "entry-hash" };
        }

        try
        {
            return JsonSerializer.Deserialize(document, EntryJson.Default.GroupDocument) is { Format: CurrentFormat, Entries.Count: > 0 } read ? read : throw Unreadable(null);
        }
        catch (JsonException failure)
        {
            throw Unreadable(failure);
        }
    }

    private static PlatformException Unreadable(Exception? inner) => new(
        Stage.Configure, ExitCode.Configuration, $"the group's document is not one of format {CurrentFormat} with a table or more",
        "deploy registry and job image from the same release", inner)
    { Kind = "entry-document" };
}
