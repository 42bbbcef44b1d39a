using Platform.Infra.Settings;

namespace Platform.Infra.Naming;

/// <summary>ARNs of things whose names the stack itself decides.</summary>
public static class Arn
{
    public static string Root(CloudSettings settings) => $"arn:aws:iam::{settings.Account}:root";

    public static string Bucket(string bucket) => $"arn:aws:s3:::{bucket}";

    public static string Objects(string bucket, string prefix) => $"arn:aws:s3:::{bucket}/{prefix}*";

    public static string GlueCatalog(CloudSettings settings) => $"arn:aws:glue:{settings.Region}:{settings.Account}:catalog";

    public static string GlueDatabase(CloudSettings settings, string database) => $"arn:aws:glue:{settings.Region}:{settings.Account}:database/{database}";

    public static string GlueTable(CloudSettings settings, string database, string table) => $"arn:aws:glue:{settings.Region}:{settings.Account}:table/{database}/{table}";

    /// <summary>Every job definition of the stack in every revision: a schedule names its definition without one.</summary>
    public static string JobDefinitions(CloudSettings settings) =>
        $"arn:aws:batch:{settings.Region}:{settings.Account}:job-definition/{CloudName.Prefix(settings.Stack)}-*";

    public static string Account(string arn) => arn.Split(':') is { Length: >= 6 } parts ? parts[4] : "";
}
