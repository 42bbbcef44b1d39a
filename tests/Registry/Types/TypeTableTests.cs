using Platform.Registry.Entries;
using Platform.Registry.Failures;
using Platform.Registry.Types;

namespace Platform.Registry.Tests.Types;

public class TypeTableTests
{
    [Theory]
    [InlineData("boolean", null, "boolean", Storage.Boolean)]
    [InlineData("bool", null, "boolean", Storage.Boolean)]
    [InlineData("smallint", null, "smallint", Storage.Int32)]
    [InlineData("int4", null, "int", Storage.Int32)]
    [InlineData("bigint", null, "bigint", Storage.Int64)]
    [InlineData("real", null, "float", Storage.Float)]
    [InlineData("float8", null, "double", Storage.Double)]
    [InlineData("numeric(9,2)", null, "decimal(9,2)", Storage.Int32)]
    [InlineData("numeric(18,0)", null, "decimal(18,0)", Storage.Int64)]
    [InlineData("numeric(12)", null, "decimal(12,0)", Storage.Int64)]
    [InlineData("numeric(38,10)", null, "decimal(38,10)", Storage.Int128)]
    [InlineData("numeric(39,10)", null, "string", Storage.Bytes)]
    [InlineData("numeric(5,-2)", null, "decimal(7,0)", Storage.Int32)]
    [InlineData("numeric(3,5)", null, "decimal(5,5)", Storage.Int32)]
    [InlineData("numeric(3,40)", null, "string", Storage.Bytes)]
    [InlineData("numeric", null, "string", Storage.Bytes)]
    [InlineData("numeric", "decimal(20,6)", "decimal(20,6)", Storage.Int128)]
    [InlineData("numeric(12,2)", "text", "string", Storage.Bytes)]
    [InlineData("money", null, "decimal(19,2)", Storage.Int128)]
    [InlineData("money", "decimal(19,0)", "decimal(19,0)", Storage.Int128)]
    [InlineData("character varying(20)", null, "string", Storage.Bytes)]
    [InlineData("character(3)", "trimmed", "string", Storage.Bytes)]
    [InlineData("\"char\"", null, "string", Storage.Bytes)]
    [InlineData("jsonb", null, "string", Storage.Bytes)]
    [InlineData("interval day to second(3)", null, "string", Storage.Bytes)]
    [InlineData("time(3) with time zone", null, "string", Storage.Bytes)]
    [InlineData("uuid", null, "string", Storage.Bytes)]
    [InlineData("uuid", "uuid", "binary", Storage.Uuid)]
    [InlineData("bytea", null, "binary", Storage.Bytes)]
    [InlineData("date", null, "date", Storage.Int32)]
    [InlineData("timestamp(3) with time zone", null, "timestamp", Storage.Int64)]
    [InlineData("timestamptz", "millis", "timestamp", Storage.Int64)]
    [InlineData("oid", null, "bigint", Storage.Int64)]
    [InlineData("xid8", null, "bigint", Storage.Int64)]
    [InlineData("text[]", null, "array<string>", Storage.List)]
    [InlineData("integer[][]", "list", "array<int>", Storage.List)]
    [InlineData("numeric(12,2)[]", null, "array<decimal(12,2)>", Storage.List)]
    [InlineData("inet[]", null, "array<string>", Storage.List)]
    [InlineData("hstore[]", "text", "string", Storage.Bytes)]
    [InlineData("order_status", null, "string", Storage.Bytes)]
    [InlineData("shop.\"Order Status\"", null, "string", Storage.Bytes)]
    [InlineData("geometry(Point,4326)", null, "string", Storage.Bytes)]
    [InlineData("int4range", null, "string", Storage.Bytes)]
    public void Resolve_TypeOfTheTable_HasCatalogTypeAndStorage(string type, string? form, string catalog, Storage storage)
    {
        var lake = TypeTable.Resolve(type, form);
        Assert.Equal(catalog, lake.CatalogType);
        Assert.Equal(storage, lake.Storage);
    }

    [Theory]
    [InlineData("timestamptz", null, true, false)]
    [InlineData("timestamp", null, false, false)]
    [InlineData("timestamp", "millis", false, true)]
    public void Resolve_Timestamp_KnowsZoneAndUnit(string type, string? form, bool utc, bool millis) =>
        Assert.Equal(new LakeType.Timestamp(utc, millis), TypeTable.Resolve(type, form));

    [Theory]
    [InlineData("inet", null, ReadForm.Text)]
    [InlineData("numeric", null, ReadForm.Text)]
    [InlineData("order_status", null, ReadForm.Text)]
    [InlineData("inet[]", null, ReadForm.Text)]
    [InlineData("bigint", "text", ReadForm.Text)]
    [InlineData("bigint", "string", ReadForm.Text)]
    [InlineData("char(3)", "trimmed", ReadForm.Trimmed)]
    [InlineData("char(3)", null, ReadForm.Own)]
    [InlineData("jsonb", null, ReadForm.Own)]
    [InlineData("text[]", null, ReadForm.Own)]
    [InlineData("text[]", "json", ReadForm.Json)]
    [InlineData("place", "json", ReadForm.Json)]
    public void Find_Type_SaysWhichFormIsRead(string type, string? form, ReadForm expected) =>
        Assert.Equal(expected, TypeTable.Find(type, form).Form);

    [Theory]
    [InlineData("hstore", "list", "as: list does not apply to hstore", "expected one of map, json, text, or leave as out")]
    [InlineData("hstore[]", null, "hstore[] has no list in the lake", "use as: json or as: text")]
    [InlineData("bigint", "json", "as: json does not apply to bigint", "expected one of text, or leave as out")]
    [InlineData("place", "struct", "as: struct does not apply to place", "it takes PostgreSQL's own ranges and multiranges; a composite type's struct has its fields: [{ name, type }, ...]")]
    [InlineData("bigint", "uuid", "as: uuid does not apply to bigint", "expected one of text, or leave as out")]
    [InlineData("text", "trimmed", "as: trimmed does not apply to text", "expected one of text, or leave as out")]
    [InlineData("date", "millis", "as: millis does not apply to date", "expected one of text, or leave as out")]
    [InlineData("text[]", "millis", "as: millis does not apply to text[]", "expected one of list, json, text, or leave as out")]
    [InlineData("text", "list", "as: list does not apply to text", "expected one of text, or leave as out")]
    [InlineData("numeric", "decimal(39,2)", "as: decimal(39,2) is not known", "expected one of decimal(p,s) with p 1..38 and s 0..p, text, uuid, millis, trimmed, list, json, struct, map")]
    [InlineData("numeric(0,2)", null, "numeric(0,2) is not a PostgreSQL type: precision is 1..1000 and scale -1000..1000", "write numeric(p,s), or numeric for one without precision")]
    [InlineData("numeric(2", null, "'numeric(2' is not a PostgreSQL type name", "write the type as psql's \\d shows it, such as bigint, numeric(12,2), timestamp(3) with time zone or text[]")]
    public void Resolve_WhatItCannot_RefusesWithTheWayOut(string type, string? form, string problem, string hint)
    {
        var failure = Assert.Throws<PlatformException>(() => TypeTable.Resolve(type, form));
        Assert.Equal(problem, failure.Message);
        Assert.Equal(hint, failure.Hint);
        Assert.Equal(ExitCode.Configuration, failure.ExitCode);
        Assert.Equal("column-type", failure.Kind);
    }

    [Fact]
    public void Find_TypeWithFields_IsAStructOfThem()
    {
        var place = new EntryColumn { Name = "home", Type = "place", Fields = [new() { Name = "Street", Type = "text" }, new() { Name = "tags", Type = "text[]" }] };
        var visits = new EntryColumn { Name = "visits", Type = "visit[]", Fields = [new() { Name = "at", Type = "place", Fields = place.Fields }, new() { Name = "day", Type = "date" }] };

        Assert.Equal("struct<street:string,tags:array<string>>", TypeTable.Resolve(place).CatalogType);
        Assert.Equal("array<struct<at:struct<street:string,tags:array<string>>,day:date>>", TypeTable.Resolve(visits).CatalogType);
        Assert.Equal("text is no composite type and has no fields", TypeTable.Find(place with { Type = "text" }).Problem);
        Assert.Equal("field 'a b' has a name that a catalog's struct cannot say: letters, digits and _ only", TypeTable.Find(place with { Fields = [new() { Name = "a b", Type = "text" }] }).Problem);
        Assert.Equal("field 'A' is there twice to the catalog, which lower-cases names", TypeTable.Find(place with { Fields = [new() { Name = "a", Type = "text" }, new() { Name = "A", Type = "text" }] }).Problem);
        Assert.Equal("field 'n': as: uuid does not apply to integer", TypeTable.Find(place with { Fields = [new() { Name = "n", Type = "integer", As = "uuid" }] }).Problem);
    }
}
