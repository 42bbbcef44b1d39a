using Platform.Registry.Avro;
using Platform.Registry.Types;

namespace Platform.Registry.Tests.Avro;

public class AvroSchemaTests
{
    [Theory]
    [InlineData("boolean", "\"boolean\"")]
    [InlineData("smallint", """{"type":"int","platform.type":"smallint"}""")]
    [InlineData("integer", "\"int\"")]
    [InlineData("bigint", "\"long\"")]
    [InlineData("real", "\"float\"")]
    [InlineData("double precision", "\"double\"")]
    [InlineData("numeric(12,2)", """{"type":"bytes","logicalType":"decimal","precision":12,"scale":2}""")]
    [InlineData("text", "\"string\"")]
    [InlineData("bytea", "\"bytes\"")]
    [InlineData("date", """{"type":"int","logicalType":"date"}""")]
    [InlineData("timestamptz", """{"type":"long","logicalType":"timestamp-micros"}""")]
    [InlineData("timestamp", """{"type":"long","logicalType":"local-timestamp-micros"}""")]
    [InlineData("text[]", """{"type":"array","items":["null","string"]}""")]
    public void Type_OfARequiredColumn_IsAvros(string postgres, string avro) =>
        Assert.Equal($$"""{"type":"record","name":"row","fields":[{"name":"c","type":{{avro}}}]}""", AvroSchema.Of([new("c", TypeTable.Resolve(postgres), false)]));

    [Fact]
    public void Type_OfANullableColumn_IsAUnionThatDefaultsToNull() =>
        Assert.Equal("""{"type":"record","name":"row","fields":[{"name":"c","type":["null","long"],"default":null}]}""", AvroSchema.Of([new("c", new LakeType.BigInt(), true)]));

    [Fact]
    public void Forms_ThatEntriesChoose_AreAvros() => Assert.Equal(
        """{"type":"record","name":"row","fields":[{"name":"u","type":{"type":"string","logicalType":"uuid"}},{"name":"m","type":{"type":"long","logicalType":"timestamp-millis"}},{"name":"h","type":{"type":"map","values":["null","string"]}}]}""",
        AvroSchema.Of([new("u", new LakeType.Uuid(), false), new("m", new LakeType.Timestamp(true, Millis: true), false), new("h", new LakeType.Map(), false)]));

    [Fact]
    public void Structs_AreRecordsOfNamesThatOccurOnce()
    {
        var inner = new LakeType.Struct([new("x", new LakeType.Integer())]);
        Assert.Equal(
            """{"type":"record","name":"row","fields":[{"name":"a_b","type":{"type":"record","name":"row_a_b","fields":[{"name":"x","type":["null","int"],"default":null}]}},""" +
            """{"name":"a","type":{"type":"record","name":"row_a","fields":[{"name":"b","type":["null",{"type":"record","name":"row_a_b_2","fields":[{"name":"x","type":["null","int"],"default":null}]}],"default":null}]}}]}""",
            AvroSchema.Of([new("a_b", inner, false), new("a", new LakeType.Struct([new("b", inner)]), false)]));
    }

    [Fact]
    public void Names_ThatAvroDoesNotTake_AreReplacedAndKept() => Assert.Equal(
        """{"type":"record","name":"row","fields":[{"name":"unit_price","platform.name":"unit price","type":"int"},{"name":"unit_price_2","platform.name":"unit-price","type":"int"},{"name":"_1st","platform.name":"1st","type":"int"}]}""",
        AvroSchema.Of([new("unit price", new LakeType.Integer(), false), new("unit-price", new LakeType.Integer(), false), new("1st", new LakeType.Integer(), false)]));
}
