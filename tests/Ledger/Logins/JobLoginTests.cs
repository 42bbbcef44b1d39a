using Npgsql;
using Platform.Ledger.Logins;
using Platform.Registry.Connections;

namespace Platform.Ledger.Tests.Logins;

public sealed class JobLoginTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Ensure_NewLogin_LogsInAndMayRunTheProtocol_AndNoLogEverHadItsPassword()
    {
        var database = await LedgerDatabase.CreateAsync();
        var login = "login_" + Guid.NewGuid().ToString("N");

        await JobLogin.EnsureAsync(database.Url, login, _ => Task.FromResult("canary-word"), LedgerOptions.Default, TimeProvider.System, Cancellation);

        await using var connection = new NpgsqlConnection((database.Url with { User = login, Password = "canary-word" }).ToNpgsql());
        await connection.OpenAsync(Cancellation);
        await using var command = new NpgsqlCommand("select count(*) from platform.run", connection);
        Assert.Equal(0L, await command.ExecuteScalarAsync(Cancellation));
        Assert.StartsWith("SCRAM-SHA-256$4096:", await database.Database.ScalarAsync<string>($"select rolpassword from pg_authid where rolname = '{login}'", Cancellation), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Ensure_NothingSettled_ChangesNothing()
    {
        var database = await LedgerDatabase.CreateAsync();
        var login = "login_" + Guid.NewGuid().ToString("N");

        await Assert.ThrowsAsync<InvalidOperationException>(() =>
            JobLogin.EnsureAsync(database.Url, login, _ => throw new InvalidOperationException("the secret was not written"), LedgerOptions.Default, TimeProvider.System, Cancellation));

        Assert.Equal(0L, await database.Database.ScalarAsync<long>($"select count(*) from pg_roles where rolname = '{login}'", Cancellation));
    }

    [Fact]
    public void Verifier_OfAKnownPasswordAndSalt_IsPostgresqls() =>
        // What RFC 7677's example comes to: user "user", password "pencil".
        Assert.Equal(
            "SCRAM-SHA-256$4096:W22ZaJ0SNY7soEsUEjb6gQ==$WG5d8oPm3OtcPnkdi4Uo7BkeZkBFzpcXkuLmtbsT4qY=:wfPLwcE6nTWhTAmQ7tl2KeoiWGPlZqQxSrmfPwDl2dU=",
            ScramVerifier.Of("pencil", Convert.FromBase64String("W22ZaJ0SNY7soEsUEjb6gQ==")));
}
