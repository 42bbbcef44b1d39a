using Platform.Operator.Answers;
using Platform.Operator.Doctoring;
using Platform.Registry.Failures;

namespace Platform.Operator.Tests.Doctoring;

public sealed class DiagnosisTests
{
    private const string User = "arn:aws:rds-db:eu-west-1:111111111111:dbuser:cluster-0f/reader";

    private static readonly PolicyStatement Secret = PolicyStatement.Allow(["secretsmanager:GetSecretValue"], ["arn:aws:secretsmanager:eu-west-1:111111111111:secret:shop"]);
    private static readonly PolicyStatement Connect = PolicyStatement.Allow([Diagnosis.Connect], [User]);

    [Theory]
    [InlineData("login-refused", "The server refused the login.", Diagnosis.Connect)]
    [InlineData("aws-permission", "secretsmanager:GetSecretValue was refused", "secretsmanager:GetSecretValue")]
    public async Task Source_ThatIamGuards_IsDeniedForWhatIsMissingAlone(string kind, string message, string expected)
    {
        var finding = await AskAsync([Secret, Connect], kind, message);

        Assert.Equal(("denied", expected), (finding.Status, Assert.Single(Assert.Single(finding.Missing).Action)));
    }

    [Theory]
    [InlineData("login-refused", "The server refused the login.")]
    [InlineData("aws-permission", "glue:GetTable was refused")]
    public async Task Source_WhoseFailureNoStatementMends_HasFailed(string kind, string message)
    {
        var finding = await AskAsync([Secret], kind, message);

        Assert.Equal("failed", finding.Status);
        Assert.Empty(finding.Missing);
    }

    private static async Task<DoctorFinding> AskAsync(IReadOnlyList<PolicyStatement> needs, string kind, string message)
    {
        var probe = new Probe("source shop", needs, _ => throw new PlatformException(Stage.Connect, ExitCode.Permission, message) { Kind = kind });
        return Assert.Single(await Diagnosis.RunAsync([probe], TimeProvider.System, TestContext.Current.CancellationToken));
    }
}
