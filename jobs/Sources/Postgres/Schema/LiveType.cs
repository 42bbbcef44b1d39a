namespace Platform.Sources.Postgres.Schema;

/// <summary>A column's type as the server knows it, domains resolved to their base type.</summary>
public sealed record LiveType
{
    /// <summary>OID of the base type.</summary>
    public required uint Oid { get; init; }

    public required TypeKind Kind { get; init; }

    /// <summary>Schema of the base type, such as <c>pg_catalog</c>.</summary>
    public required string Schema { get; init; }

    /// <summary><c>pg_type.typname</c> of the base type, such as <c>int8</c>, <c>bpchar</c>, <c>_text</c>.</summary>
    public required string Name { get; init; }

    /// <summary>The base type's modifier, the column's own or the innermost domain's; -1 = none.</summary>
    public required int Modifier { get; init; }

    /// <summary><c>format_type</c> of base type and modifier under <c>search_path=pg_catalog</c>: <c>numeric(12,2)</c>, <c>public.order_status</c>.</summary>
    public required string Text { get; init; }

    /// <summary>Domains from the column's own inwards; empty where the column's type is no domain.</summary>
    public IReadOnlyList<LiveDomain> Domains { get; init; } = [];

    /// <summary>An entry of <c>pg_cast</c> leads to text, so that <c>::text</c> may differ from the output function.</summary>
    public bool HasTextCast { get; init; }

    /// <summary>The type, and an array's element, has a binary output function; aclitem has none.</summary>
    public bool HasBinaryOutput { get; init; } = true;

    /// <summary><c>typdelim</c>: what stands between elements in the text form of an array of this type.</summary>
    public char Delimiter { get; init; } = ',';

    /// <summary>In their sort order; empty where this is no enum.</summary>
    public IReadOnlyList<string> EnumLabels { get; init; } = [];

    /// <summary>Element of an array, with the array's modifier.</summary>
    public LiveType? Element { get; init; }

    /// <summary>Attributes of a composite, in order.</summary>
    public IReadOnlyList<LiveAttribute> Attributes { get; init; } = [];

    /// <summary>Subtype of a range or multirange.</summary>
    public LiveType? Subtype { get; init; }

    /// <summary>A domain on the way to the base type is NOT NULL.</summary>
    public bool NotNull => Domains.Any(d => d.NotNull);

    /// <summary>As a registry file writes it: <see cref="Text"/> without the schema <c>public</c>.</summary>
    public string EntryText => Text.StartsWith("public.", StringComparison.Ordinal) ? Text["public.".Length..] : Text;

    public override string ToString() => Text;
}

/// <summary>A domain over a type.</summary>
/// <param name="Name">As <c>format_type</c> writes it.</param>
/// <param name="NotNull">The domain refuses nulls.</param>
public sealed record LiveDomain(string Name, bool NotNull);

/// <summary>One attribute of a composite type.</summary>
public sealed record LiveAttribute(string Name, LiveType Type);
