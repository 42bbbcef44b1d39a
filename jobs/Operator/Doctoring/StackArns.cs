using Platform.Lake.Catalog;

namespace Platform.Operator.Doctoring;

/// <summary>Names by which a policy means a deployed stack's things.</summary>
internal sealed record StackArns(string Region, string Account, Uri Lake)
{
    public string Bucket => $"arn:aws:s3:::{Lake.Host}";

    public string Objects(string prefix) => $"{Bucket}{Lake.AbsolutePath.TrimEnd('/')}/{prefix}*";

    /// <summary>Glue asks for an action on catalog, database and table.</summary>
    public string[] Table(TableIdentifier table) => [Glue("catalog"), Glue($"database/{table.Database}"), Glue($"table/{table.Database}/{table.Name}")];

    public string Workgroup(string name) => $"arn:aws:athena:{Region}:{Account}:workgroup/{name}";

    private string Glue(string what) => $"arn:aws:glue:{Region}:{Account}:{what}";
}
