using Platform.Columns.Batches;
using Platform.Registry.Entries;

namespace Platform.Sources.Postgres.Decoding;

/// <summary>How one column is read: where SQL meets wire bytes meets the lake.</summary>
/// <param name="Field">Name, type and nullability in the lake.</param>
/// <param name="Expression">The SELECT list expression, identifiers quoted; often the column itself, or its cast to text.</param>
/// <param name="Wire">The format in which the expression's values arrive.</param>
/// <param name="Element">The element's format where <paramref name="Wire"/> is <see cref="WireType.Array"/>.</param>
public sealed record ColumnRead(Field Field, string Expression, WireType Wire, WireType? Element = null)
{
    /// <summary>The SQL value whose proof is taken: the expression, where that is not the value in another form for the wire.</summary>
    public string Value { get; init; } = Expression;

    /// <summary><see cref="Value"/> is of type text or varchar: it is its own text form, and no output function needs to be called.</summary>
    public bool IsText { get; init; }

    /// <summary>The live type's own precision and scale keep every value but NaN within the lake's decimal.</summary>
    public bool IsBounded { get; init; }

    /// <summary>How the parts of a nested value are read: the columns of a <see cref="WireType.Record"/>; the one element of a list of such.</summary>
    public IReadOnlyList<ColumnRead> Parts { get; init; } = [];

    /// <summary>Where the elements of a list of structs come from; null for everything else.</summary>
    public ElementSource? Elements { get; init; }

    /// <summary>What happens to a value that the lake's type cannot hold.</summary>
    public OnLoss OnLoss { get; init; } = OnLoss.Fail;

    /// <summary>The values are hashed under the secret of <see cref="CopyOptions.MaskSecret"/> as they are decoded.</summary>
    public bool Hashed { get; init; }

    /// <summary>The entry's column that it comes from, which its own name may differ from: a sidecar's does.</summary>
    public string Source { get; init; } = Field.Name;
}
