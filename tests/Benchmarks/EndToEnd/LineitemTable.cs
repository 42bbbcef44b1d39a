using System.Globalization;
using Platform.Columns.Batches;
using Platform.Services;
using Platform.Sources.Postgres.Decoding;

namespace Platform.Benchmarks.EndToEnd;

/// <summary>
/// A table shaped like TPC-H's lineitem, made by one SQL statement without dbgen: about 6 million rows at scale 1, 16 columns, the value
/// ranges of the specification (section 4.2.3), comments of 10 to 43 bytes. The same scale gives the same rows.
/// </summary>
internal static class LineitemTable
{
    private const string Words =
        "'carefully','regular','deposits','sleep','quickly','final','requests','haggle','furiously','express','accounts','nag','blithely','even'," +
        "'packages','wake','slyly','ironic','theodolites','are','above','the','pending','instructions','boost','fluffily','special','foxes','cajole'," +
        "'according','to','bold','dependencies','detect','platelets','integrate','among','unusual','pinto','beans','along','asymptotes','never','use'";

    /// <summary>How the columns are read: names and lake types of <see cref="Lineitem.Fields"/>.</summary>
    public static IReadOnlyList<ColumnRead> Reads { get; } = [.. Lineitem.Fields.Select(f => new ColumnRead(f, f.Name, Wire(f)))];

    public static string Columns { get; } = string.Join(", ", Lineitem.Fields.Select(f => f.Name));

    /// <param name="database">Where the table is made.</param>
    /// <param name="scale">1 for 6 million rows.</param>
    /// <returns>Its size in blocks of 8 KiB.</returns>
    public static async Task<long> CreateAsync(TestDatabase database, double scale)
    {
        await database.ExecuteAsync(Sql((long)(1_500_000 * scale)));
        await database.ExecuteAsync("vacuum (freeze, analyze) lineitem");
        return await database.ScalarAsync<long>("select pg_relation_size('lineitem') / 8192");
    }

    /// <summary>One COPY per stream over ranges of blocks; the last has no upper bound.</summary>
    public static IEnumerable<string> CopyStatements(long pages, int streams)
    {
        for (var i = 0; i < streams; i++)
        {
            var from = string.Create(CultureInfo.InvariantCulture, $"ctid >= '({pages * i / streams},0)'");
            var toExcl = i == streams - 1 ? "" : string.Create(CultureInfo.InvariantCulture, $" and ctid < '({pages * (i + 1) / streams},0)'");
            yield return $"copy (select {Columns} from lineitem where {from}{toExcl}) to stdout (format binary)";
        }
    }

    private static WireType Wire(Field field) => field.Type.CatalogType switch
    {
        "bigint" => WireType.Int8,
        "date" => WireType.Date,
        "string" => WireType.Text,
        _ => WireType.Numeric,
    };

    private static string Sql(long orders) => string.Create(CultureInfo.InvariantCulture, $"""
        create unlogged table lineitem as
        select (o - 1) / 8 * 32 + (o - 1) % 8 + 1 as l_orderkey, part as l_partkey, (part + h1 % 4 * 2501) % 10000 + 1 as l_suppkey, l::bigint as l_linenumber,
          quantity::numeric(15,2) as l_quantity, (quantity * (90000 + part / 10 % 20001 + 100 * (part % 1000)) / 100.0)::numeric(15,2) as l_extendedprice,
          (h2 % 11 / 100.0)::numeric(15,2) as l_discount, (h3 % 9 / 100.0)::numeric(15,2) as l_tax,
          (case when shipped > date '1995-06-17' then 'N' when h4 % 2 = 0 then 'R' else 'A' end)::varchar as l_returnflag,
          (case when shipped > date '1995-06-17' then 'O' else 'F' end)::varchar as l_linestatus,
          shipped as l_shipdate, shipped + ((h2 >> 8) % 120 - 60)::int as l_commitdate, shipped + ((h3 >> 8) % 30 + 1)::int as l_receiptdate,
          ((array['DELIVER IN PERSON','COLLECT COD','NONE','TAKE BACK RETURN'])[1 + (h4 >> 8) % 4])::varchar as l_shipinstruct,
          ((array['REG AIR','AIR','RAIL','SHIP','TRUCK','MAIL','FOB'])[1 + (h4 >> 16) % 7])::varchar as l_shipmode,
          left(w[1 + h1 % 44] || ' ' || w[1 + (h1 >> 8) % 44] || ' ' || w[1 + (h1 >> 16) % 44] || ' ' || w[1 + (h1 >> 24) % 44] || ' ' || w[1 + (h1 >> 32) % 44]
            || ' ' || w[1 + (h1 >> 40) % 44] || ' ' || w[1 + (h2 >> 40) % 44], 10 + ((h3 >> 40) % 34)::int)::varchar as l_comment
        from (select o, l, h1, h2, h3, h4, (h1 >> 8) % (greatest(2 * {orders}::bigint / 15, 1)) + 1 as part, (h2 >> 16) % 50 + 1 as quantity,
            (date '1992-01-02' + ((h3 >> 16) % 2526)::int) as shipped, array[{Words}] as w
          from (select o, l, hashint8extended(o * 8 + l, 1) & 9223372036854775807 as h1, hashint8extended(o * 8 + l, 2) & 9223372036854775807 as h2,
              hashint8extended(o * 8 + l, 3) & 9223372036854775807 as h3, hashint8extended(o * 8 + l, 4) & 9223372036854775807 as h4
            from generate_series(1, {orders}::bigint) o, lateral generate_series(1, 1 + ((hashint8extended(o, 0) & 9223372036854775807) % 7)::int) l) hashes) lines
        """);
}
