using Platform.Infra.Naming;
using Platform.Infra.Settings;
using Platform.Registry.Layout;

namespace Platform.Infra.Catalog;

/// <summary>One Glue database per source.</summary>
public sealed class Databases : ComponentResource
{
    private readonly Dictionary<string, Output<string>> _names = new(StringComparer.Ordinal);

    public Databases(string name, StackInputs inputs, ComponentResourceOptions options) : base("platform:catalog:Databases", name, options)
    {
        foreach (var (source, _) in inputs.Sources)
        {
            var database = new Aws.Glue.CatalogDatabase(source.Name, new Aws.Glue.CatalogDatabaseArgs
            {
                Name = CatalogNames.Database(inputs.Settings.Stack, source.Name),
                Description = $"Snapshots of source {source.Name}",
                LocationUri = $"{inputs.Settings.LakeUri}/{source.Name}/",
                Tags = CloudTags.OfSource(inputs.Settings, source),
            }, new CustomResourceOptions { Parent = this, Protect = true });
            _names[source.Name] = database.Name;
        }
        RegisterOutputs();
    }

    public Output<string> this[string source] => _names[source];
}
