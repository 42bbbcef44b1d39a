using Platform.Registry.Types;

namespace Platform.Registry.Tests.Types;

public class PostgresTypeNameTests
{
    [Theory]
    [InlineData("int8", "bigint")]
    [InlineData("BIGINT", "bigint")]
    [InlineData("pg_catalog.int4", "pg_catalog.int4")]
    [InlineData("varchar(20)", "character varying(20)")]
    [InlineData("varchar", "character varying")]
    [InlineData("char", "character(1)")]
    [InlineData("bpchar", "bpchar")]
    [InlineData("\"char\"", "\"char\"")]
    [InlineData("decimal( 12 , 2 )", "numeric(12,2)")]
    [InlineData("numeric(12)", "numeric(12,0)")]
    [InlineData("timestamptz(3)", "timestamp(3) with time zone")]
    [InlineData("timestamp (3) with time zone", "timestamp(3) with time zone")]
    [InlineData("time", "time without time zone")]
    [InlineData("interval day to second(3)", "interval day to second(3)")]
    [InlineData("interval(3)", "interval(3)")]
    [InlineData("double precision", "double precision")]
    [InlineData("float(24)", "real")]
    [InlineData("float(25)", "double precision")]
    [InlineData("bit varying(8)", "bit varying(8)")]
    [InlineData("text[3][3]", "text[][]")]
    [InlineData("shop.\"Mood\"\"s\"[]", "shop.\"Mood\"\"s\"[]")]
    [InlineData("Größe", "\"größe\"")]
    [InlineData("geometry(Point,4326)", "geometry(Point,4326)")]
    public void TryParse_Spelling_HasTheCanonicalForm(string text, string canonical)
    {
        Assert.True(PostgresTypeName.TryParse(text, out var type));
        var expected = canonical.Replace("pg_catalog.int4", "integer", StringComparison.Ordinal);
        Assert.Equal(expected, type.ToString());
        Assert.True(PostgresTypeName.TryParse(expected, out var again));
        Assert.Equal(type, again);
    }

    [Theory]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("numeric(")]
    [InlineData("numeric()")]
    [InlineData("numeric(12,)")]
    [InlineData("numeric(1)(2)")]
    [InlineData("text[")]
    [InlineData("text[]]")]
    [InlineData("\"open")]
    [InlineData("\"\"")]
    [InlineData("a.b.c")]
    [InlineData(".a")]
    [InlineData("1a")]
    [InlineData("two words")]
    [InlineData("timestamp with times")]
    [InlineData("float(54)")]
    [InlineData("text; drop table orders")]
    public void TryParse_NoTypeName_IsRefused(string text) => Assert.False(PostgresTypeName.TryParse(text, out _));

    [Theory]
    [InlineData("order_status", "public.order_status", true)]
    [InlineData("shop.order_status", "public.order_status", false)]
    [InlineData("int8", "bigint", true)]
    [InlineData("numeric(12,2)", "numeric(12,3)", false)]
    [InlineData("text[][]", "text[]", true)]
    [InlineData("text", "text[]", false)]
    public void Accepts_LiveType_ComparesWhatIsWritten(string declared, string live, bool accepted)
    {
        Assert.True(PostgresTypeName.TryParse(declared, out var a));
        Assert.True(PostgresTypeName.TryParse(live, out var b));
        Assert.Equal(accepted, a.Accepts(b));
    }
}
