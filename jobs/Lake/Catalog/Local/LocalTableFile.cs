using System.Text.Json;
using Platform.Lake.Files;
using Platform.Registry.Failures;
using Platform.Registry.Layout;

namespace Platform.Lake.Catalog.Local;

/// <summary>One table's file: read without a lock, since it is only ever replaced whole; changed under its lock.</summary>
internal sealed class LocalTableFile(string lake, TableIdentifier table, TimeProvider time)
{
    private readonly string _path = Path.Combine(lake, ObjectLayout.CatalogKey(table.Database, table.Name));

    /// <summary>Null where the table does not exist.</summary>
    public async Task<LocalTableDocument?> ReadAsync(CancellationToken cancellation)
    {
        try
        {
            var bytes = await File.ReadAllBytesAsync(_path, cancellation).ConfigureAwait(false);
            var document = JsonSerializer.Deserialize(bytes, LocalCatalogJson.Default.LocalTableDocument);
            if (document is null || document.Version != LocalTableDocument.CurrentVersion) throw Unreadable($"is of version {document?.Version}, expected {LocalTableDocument.CurrentVersion}");
            return document;
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
        catch (JsonException e)
        {
            throw Unreadable($"is not a catalog table: line {e.LineNumber + 1}");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw FileFailures.Translate(e, Stage.Publish, "read", _path);
        }
    }

    /// <summary>Replaces the document with what <paramref name="change"/> makes of it; where that is the same document, nothing is written.</summary>
    public async Task ChangeAsync(Func<LocalTableDocument?, LocalTableDocument> change, CancellationToken cancellation)
    {
        try
        {
            DurableDirectory.Create(Path.GetDirectoryName(_path)!);
            using var held = await FileLock.AcquireAsync(_path + ".lock", time, cancellation).ConfigureAwait(false);
            var before = await ReadAsync(cancellation).ConfigureAwait(false);
            var after = change(before);
            if (ReferenceEquals(before, after)) return;
            AtomicFile.Replace(_path, JsonSerializer.SerializeToUtf8Bytes(after, LocalCatalogJson.Default.LocalTableDocument));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw FileFailures.Translate(e, Stage.Publish, "write", _path);
        }
    }

    private PlatformException Unreadable(string how) =>
        new(Stage.Publish, ExitCode.Configuration, $"{_path} {how}", "restore the file, or use the release of platform that wrote it") { Kind = "catalog-damaged" };
}
