namespace Platform.Infra.Policies;

/// <summary>Who may assume a role.</summary>
public static class Trust
{
    /// <summary>A service, on behalf of this account only, so that nobody else's resources can use the role.</summary>
    public static string Of(string service, string account, string? sourceArn = null) => Of([service], account, sourceArn);

    /// <summary>Several services, on the same terms.</summary>
    public static string Of(string[] services, string account, string? sourceArn = null) => new PolicyDocument(new Statement("Assume", ["sts:AssumeRole"], null)
    {
        Principal = Conditions.Service(services),
        Condition = sourceArn is null
            ? Conditions.When(("StringEquals", "aws:SourceAccount", [account]))
            : Conditions.When(("StringEquals", "aws:SourceAccount", [account]), ("ArnLike", "aws:SourceArn", [sourceArn])),
    }).ToJson();
}
