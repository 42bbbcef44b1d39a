using System.Security.Cryptography;
using System.Text.Json;
using Platform.Registry.Failures;

namespace Platform.Registry.Entries;

/// <summary>
/// What a job knows of its table: the validated entry, defaults merged in, and how its source is guarded. Its canonical JSON is an immutable object
/// named by its own SHA-256, so that definitions and environments stay small however many columns a table has.
/// </summary>
public sealed record EntryDocument
{
    /// <summary>The version of this document's form; a job refuses one that it does not know.</summary>
    public const int CurrentFormat = 1;

    public required int Format { get; init; }

    public required Engine Engine { get; init; }

    public required Guard Guard { get; init; }

    public required Entry Entry { get; init; }

    public static EntryDocument Of(Entry entry, SourceSettings source) =>
        new() { Format = CurrentFormat, Engine = source.Engine, Guard = source.Guard, Entry = entry };

    /// <summary>The canonical UTF-8 JSON: members in one fixed order, none left out but nulls, no white space.</summary>
    public byte[] ToBytes() => JsonSerializer.SerializeToUtf8Bytes(this, EntryJson.Default.EntryDocument);

    /// <summary>The SHA-256 of a document's bytes, 64 lower-case hexadecimal digits.</summary>
    public static string Hash(ReadOnlySpan<byte> document) => Convert.ToHexStringLower(SHA256.HashData(document));

    /// <summary>Verifies and reads a document.</summary>
    /// <exception cref="PlatformException">Configuration (78): kind <c>entry-hash</c> where the bytes are not those that the reference names, <c>entry-document</c> where they are not a document of this format.</exception>
    public static EntryDocument Read(ReadOnlySpan<byte> document, string sha256)
    {
        var found = Hash(document);
        if (!string.Equals(found, sha256, StringComparison.Ordinal))
        {
            throw new PlatformException(
                Stage.Configure,
                ExitCode.Configuration,
                $"the entry document has SHA-256 {found}, PLATFORM_ENTRY names {sha256}",
                "deploy again: the document was changed after it was written, and it is never to be")
            { Kind = "entry-hash" };
        }
        try
        {
            var read = JsonSerializer.Deserialize(document, EntryJson.Default.EntryDocument);
            if (read is { Format: CurrentFormat }) return read;
            throw Unreadable($"its format is {read?.Format}, this program reads format {CurrentFormat}", null);
        }
        catch (JsonException failure)
        {
            throw Unreadable($"it does not fit format {CurrentFormat} at {failure.Path ?? "$"}", failure);
        }
    }

    private static PlatformException Unreadable(string why, Exception? inner) => new(
        Stage.Configure,
        ExitCode.Configuration,
        $"the entry document cannot be read: {why}",
        "deploy registry and job image from the same release",
        inner)
    { Kind = "entry-document" };
}
