using Platform.Sources.Postgres.Wire.Authentication;

namespace Platform.Sources.Postgres.Tests.Wire;

/// <summary>
/// The exchange of RFC 7677, section 3, with an empty user name as PostgreSQL's clients send it. Proof and signature were computed by an
/// independent implementation that reproduces the RFC's own for its user name.
/// </summary>
public sealed class ScramClientTests
{
    private const string Nonce = "rOprNGfwEbeRWgbNEkqO";
    private const string ServerFirst = "r=rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0,s=W22ZaJ0SNY7soEsUEjb6gQ==,i=4096";

    [Fact]
    public void Final_ExchangeOfRfc7677_GivesProofAndKnowsTheServer()
    {
        var client = new ScramClient("pencil", ScramClient.NoBinding, [], Nonce);
        Assert.Equal("n,,n=,r=rOprNGfwEbeRWgbNEkqO", client.First);
        Assert.Equal("c=biws,r=rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0,p=qvT2SWdEH5Q06albL+hjSYuUhCG7VndFyzIb7CK4n9k=", client.Final(ServerFirst));
        Assert.True(client.Verify("v=3HO6Qt1M4MKJrmlKaoOqLAI0/0TV0HZe7J9H3MBtSOg="));
        Assert.False(client.Verify("v=6rriTRBi23WpRR/wtup+mMhUZUn/dB5nLTJRsjl95G4="));
        Assert.False(client.Verify("v=!"));
        Assert.False(client.Verify("e=invalid-proof"));
    }

    [Theory]
    [InlineData("r=other,s=W22ZaJ0SNY7soEsUEjb6gQ==,i=4096")]
    [InlineData("r=rOprNGfwEbeRWgbNEkqO,s=W22ZaJ0SNY7soEsUEjb6gQ==,i=4096")]
    [InlineData("r=rOprNGfwEbeRWgbNEkqOx,s=!,i=4096")]
    [InlineData("r=rOprNGfwEbeRWgbNEkqOx,s=W22ZaJ0SNY7soEsUEjb6gQ==,i=0")]
    [InlineData("r=rOprNGfwEbeRWgbNEkqOx,s=W22ZaJ0SNY7soEsUEjb6gQ==,i=2000000000")]
    [InlineData("r=rOprNGfwEbeRWgbNEkqOx,s=")]
    [InlineData("")]
    public void Final_MalformedServerMessage_IsRefused(string serverFirst) =>
        Assert.Throws<FormatException>(() => new ScramClient("pencil", ScramClient.NoBinding, [], Nonce).Final(serverFirst));

    [Theory]
    [InlineData("plain", "plain")]
    [InlineData("a\u00A0b", "a b")]
    [InlineData("so\u00ADft\uFEFF\u200D", "soft")]
    [InlineData("pässwörd", "pässwörd")]
    public void Prepare_Password_MapsSpacesAndDropsTheInvisible(string password, string prepared) => Assert.Equal(prepared, SaslPrep.Prepare(password));
}
