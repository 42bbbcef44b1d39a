using System.Text.Json;
using Platform.Columns.Proof;

namespace Platform.Columns.Tests.Proof;

public sealed class TableProofTests
{
    private static readonly TableProof Proof = new(1, 3, -1, [new ColumnProof("id", 3, 0x0123456789abcdef), new ColumnProof("note", 0, 0)]);

    [Fact]
    public void Json_OfAProof_IsReadableAndExact() =>
        Assert.Equal(
            """{"version":1,"rows":3,"rowSum":"ffffffffffffffff","columns":[{"name":"id","present":3,"sum":"0123456789abcdef"},{"name":"note","present":0,"sum":"0000000000000000"}]}""",
            JsonSerializer.Serialize(Proof, ProofJson.Default.TableProof));

    [Fact]
    public void Json_ReadBack_Equals()
    {
        var json = JsonSerializer.Serialize(Proof, ProofJson.Default.TableProof);
        var again = JsonSerializer.Deserialize(json, ProofJson.Default.TableProof);
        Assert.Equal(Proof, again);
        Assert.Equal(Proof.GetHashCode(), again!.GetHashCode());
    }

    [Theory]
    [InlineData("""{"version":1,"rows":3,"rowSum":12,"columns":[]}""")]
    [InlineData("""{"version":1,"rows":3,"rowSum":"12","columns":[]}""")]
    [InlineData("""{"version":1,"rows":3,"rowSum":"zzzzzzzzzzzzzzzz","columns":[]}""")]
    [InlineData("""{"version":1,"rows":3,"columns":[]}""")]
    [InlineData("""{"version":1,"rows":3,"rowSum":"ffffffffffffffff"}""")]
    [InlineData("""{"version":1,"rows":3,"rowSum":"ffffffffffffffff","columns":null}""")]
    public void Json_NotAProof_IsRefused(string json) =>
        Assert.Throws<JsonException>(() => JsonSerializer.Deserialize(json, ProofJson.Default.TableProof));

    [Fact]
    public void Combine_OfTwoProofs_AddsAndWrapsAround()
    {
        var other = new TableProof(1, 2, 5, [new ColumnProof("id", 2, long.MaxValue), new ColumnProof("note", 1, 9)]);
        Assert.Equal(
            new TableProof(1, 5, 4, [new ColumnProof("id", 5, unchecked(0x0123456789abcdef + long.MaxValue)), new ColumnProof("note", 1, 9)]),
            Proof.Combine(other));
        Assert.Equal(Proof.Combine(other), other.Combine(Proof));
    }

    [Fact]
    public void Combine_OfDifferentColumns_IsRefused() =>
        Assert.Throws<ArgumentException>(() => Proof.Combine(new TableProof(1, 0, 0, [])));

    [Fact]
    public void Differences_OfOtherColumns_NamesThem() =>
        Assert.Equal(["columns id, note expected, id found"], Proof.Differences(Proof with { Columns = [Proof.Columns[0]] }));

    [Fact]
    public void Differences_OfOtherVersions_SaysOnlyThat() =>
        Assert.Equal(["proof version 1 expected, 2 found"], Proof.Differences(Proof with { Version = 2, Rows = 9 }));
}
