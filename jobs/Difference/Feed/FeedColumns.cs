using Platform.Columns.Batches;
using Platform.Difference.Comparing;
using Platform.Registry.Types;

namespace Platform.Difference.Feed;

/// <summary>The columns of a change feed.</summary>
public sealed class FeedColumns
{
    /// <summary>The first column: I, U or D.</summary>
    public const string Operation = "Op";

    /// <summary>What the names of columns with old values begin with: that of DMS's own examples.</summary>
    public const string BeforeImagePrefix = "BI_";

    /// <param name="columns">What is compared.</param>
    /// <param name="beforeImage">
    /// Whether a column for each compared one follows behind the table's, with the value that an updated row had before; null of rows that were inserted or deleted.
    /// </param>
    /// <exception cref="Registry.Failures.PlatformException">Data, <c>column-taken</c>: the table has a column of such a name.</exception>
    public FeedColumns(ComparedColumns columns, bool beforeImage)
    {
        (Columns, HasBeforeImage) = (columns, beforeImage);
        var own = columns.Kept(Side.To).ToDictionary(f => f.Name, f => f with { Nullable = true }, StringComparer.Ordinal);
        Fields =
        [
            new Field(Operation, new LakeType.Text(), Nullable: false),
            .. columns.Order.Select(name => own[name]),
            .. beforeImage ? columns.Compared.Select(f => new Field(BeforeImagePrefix + f.Name, f.Type)) : [],
        ];
        // Readers take names without their case.
        var taken = Fields.GroupBy(f => f.Name, StringComparer.OrdinalIgnoreCase).FirstOrDefault(g => g.Count() > 1);
        if (taken is null) return;
        throw columns.Snapshots.Refuse("column-taken", $"the feed would have two columns named {taken.Key}: the table has one of that name",
            "take the summary, or leave --before-image out if the name begins with BI_", taken.Key);
    }

    public ComparedColumns Columns { get; }

    public bool HasBeforeImage { get; }

    /// <summary>In the order of the file.</summary>
    public IReadOnlyList<Field> Fields { get; }
}
