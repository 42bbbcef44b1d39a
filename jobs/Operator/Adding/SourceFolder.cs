using System.Text.RegularExpressions;
using Platform.Operator.Answers;
using Platform.Registry.Entries;
using Platform.Registry.Failures;
using Platform.Registry.Writing;

namespace Platform.Operator.Adding;

/// <summary>A source's folder in the registry. Files that are there are somebody's work: they are never written over.</summary>
internal sealed partial class SourceFolder(string registry, string source)
{
    private readonly string _folder = Path.Combine(registry, source);

    /// <exception cref="PlatformException">64 where the name cannot be a source's.</exception>
    public static void CheckName(string name)
    {
        if (!NamePattern.IsMatch(name))
            throw new PlatformException(
                Stage.Configure, ExitCode.Usage, $"'{name}' cannot be the name of a source",
                "Use lower-case letters, digits and underscores, starting with a letter, such as crm: the name becomes part of folders and catalog databases.")
            { Kind = "usage" };
    }

    public TablesAddAnswer Write(Discovered found)
    {
        Directory.CreateDirectory(_folder);
        var sourceFile = Path.Combine(_folder, "source.yaml");
        if (!File.Exists(sourceFile)) File.WriteAllText(sourceFile, EntryWriter.Write(new SourceSettings { Name = source }));
        var tables = new List<AddedTable>();
        foreach (var table in found.Tables)
        {
            var path = Path.Combine(_folder, EntryWriter.FileName(table.File.Table));
            var isNew = !File.Exists(path);
            if (isNew) File.WriteAllText(path, EntryWriter.Write(table.File, table.Comments));
            tables.Add(new AddedTable(table.File.Table.ToString(), isNew ? "added" : "kept", path, table.File.Columns.Count, table.File.Key ?? []));
        }

        return new TablesAddAnswer(source, sourceFile, tables, found.LeftOut);
    }

    [GeneratedRegex("^[a-z][a-z0-9_]{0,62}$")]
    private static partial Regex NamePattern { get; }
}
