using System.Globalization;

namespace Platform.Registry.Types;

/// <summary>The logical type of a column in the lake: what files and catalog say it is.</summary>
public abstract record LakeType
{
    /// <summary>The Glue and Athena (Hive DDL) name, such as <c>decimal(12,2)</c>.</summary>
    public abstract string CatalogType { get; }

    public abstract Storage Storage { get; }

    public sealed override string ToString() => CatalogType;

    public sealed record Boolean : LakeType
    {
        public override string CatalogType => "boolean";
        public override Storage Storage => Storage.Boolean;
    }

    public sealed record SmallInt : LakeType
    {
        public override string CatalogType => "smallint";
        public override Storage Storage => Storage.Int32;
    }

    public sealed record Integer : LakeType
    {
        public override string CatalogType => "int";
        public override Storage Storage => Storage.Int32;
    }

    public sealed record BigInt : LakeType
    {
        public override string CatalogType => "bigint";
        public override Storage Storage => Storage.Int64;
    }

    public sealed record Real : LakeType
    {
        public override string CatalogType => "float";
        public override Storage Storage => Storage.Float;
    }

    public sealed record DoublePrecision : LakeType
    {
        public override string CatalogType => "double";
        public override Storage Storage => Storage.Double;
    }

    /// <summary>Exact decimal. Precision 1..38, scale 0..Precision: the limits of Athena's decimal.</summary>
    public sealed record Decimal(int Precision, int Scale) : LakeType
    {
        public override string CatalogType => string.Create(CultureInfo.InvariantCulture, $"decimal({Precision},{Scale})");
        public override Storage Storage => Precision switch { <= 9 => Storage.Int32, <= 18 => Storage.Int64, _ => Storage.Int128 };
    }

    public sealed record Text : LakeType
    {
        public override string CatalogType => "string";
        public override Storage Storage => Storage.Bytes;
    }

    public sealed record Binary : LakeType
    {
        public override string CatalogType => "binary";
        public override Storage Storage => Storage.Bytes;
    }

    public sealed record Uuid : LakeType
    {
        public override string CatalogType => "binary";
        public override Storage Storage => Storage.Uuid;
    }

    public sealed record Date : LakeType
    {
        public override string CatalogType => "date";
        public override Storage Storage => Storage.Int32;
    }

    /// <summary>Micro- or milliseconds since 1970-01-01; <paramref name="Utc"/> tells timestamptz from timestamp.</summary>
    public sealed record Timestamp(bool Utc, bool Millis = false) : LakeType
    {
        public override string CatalogType => "timestamp";
        public override Storage Storage => Storage.Int64;
    }

    public sealed record List(LakeType Element) : LakeType
    {
        public override string CatalogType => $"array<{Element.CatalogType}>";
        public override Storage Storage => Storage.List;
    }

    public sealed record Struct(IReadOnlyList<StructField> Fields) : LakeType
    {
        public override string CatalogType => $"struct<{string.Join(',', Fields.Select(f => $"{f.Name.ToLowerInvariant()}:{f.Type.CatalogType}"))}>";
        public override Storage Storage => Storage.Struct;

        public bool Equals(Struct? other) => other is not null && Fields.SequenceEqual(other.Fields);

        public override int GetHashCode() => Fields.Aggregate(17, HashCode.Combine);
    }

    public sealed record Map : LakeType
    {
        public override string CatalogType => "map<string,string>";
        public override Storage Storage => Storage.Map;
    }
}

/// <summary>One field of a <see cref="LakeType.Struct"/>.</summary>
public sealed record StructField(string Name, LakeType Type);
