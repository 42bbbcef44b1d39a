using Platform.Lake.Catalog;
using Platform.Operator.Answers;
using Platform.Registry.Deployment;

namespace Platform.Operator.Doctoring;

/// <summary>Names by which a policy means a deployed stack's things.</summary>
internal sealed record StackArns(string Stack, string Region, string Account, Uri Lake)
{
    public string Bucket => $"arn:aws:s3:::{Lake.Host}";

    public string Objects(string prefix) => $"{Bucket}{Lake.AbsolutePath.TrimEnd('/')}/{prefix}*";

    /// <summary>Glue asks for an action on catalog, database and table.</summary>
    public string[] Table(TableIdentifier table) => [Glue("catalog"), Glue($"database/{table.Database}"), Glue($"table/{table.Database}/{table.Name}")];

    public string Workgroup => $"arn:aws:athena:{Region}:{Account}:workgroup/{CloudName.Workgroup(Stack)}";

    /// <summary>An action on the key that encrypts the stack's data, which has a name of its own only in its alias.</summary>
    public PolicyStatement DataKey(string action) => PolicyStatement.Allow([action], [$"arn:aws:kms:{Region}:{Account}:key/*"]) with
    {
        Condition = new Dictionary<string, IReadOnlyDictionary<string, IReadOnlyList<string>>>
        {
            ["ForAnyValue:StringEquals"] = new Dictionary<string, IReadOnlyList<string>> { ["kms:ResourceAliases"] = [CloudName.DataKeyAlias(Stack)] },
        },
    };

    private string Glue(string what) => $"arn:aws:glue:{Region}:{Account}:{what}";
}
