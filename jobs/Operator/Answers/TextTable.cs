using System.Text;
using Spectre.Console.Rendering;

namespace Platform.Operator.Answers;

/// <summary>
/// Columns aligned with spaces, no frame: readable on a terminal, and in a pipe still something that awk reads. The last column is never
/// padded, so long locations wrap by themselves.
/// </summary>
internal sealed class TextTable(params string[] headings)
{
    private readonly List<string[]> _rows = [headings];
    private readonly HashSet<int> _right = [];

    /// <summary>Aligns columns to the right, by 0-based index.</summary>
    public TextTable Right(params ReadOnlySpan<int> columns)
    {
        foreach (var column in columns) _right.Add(column);
        return this;
    }

    public void Add(params string[] cells) => _rows.Add([.. cells.Select(Printable.Text)]);

    public void Write(TextWriter writer)
    {
        var widths = Enumerable.Range(0, headings.Length).Select(column => _rows.Max(row => WidthOf(row[column]))).ToArray();
        foreach (var row in _rows)
        {
            var cells = row.Select((cell, column) =>
            {
                var padding = new string(' ', widths[column] - WidthOf(cell));
                return _right.Contains(column) ? padding + cell : column == row.Length - 1 ? cell : cell + padding;
            });
            writer.WriteLine(string.Join("  ", cells).TrimEnd());
        }
    }

    /// <summary>Cells of a terminal: two for most of East Asia's characters, none for a combining one.</summary>
    private static int WidthOf(string cell) => Ascii.IsValid(cell) ? cell.Length : new Segment(cell).CellCount();
}
