using Platform.Aws.Calls;
using Platform.Fakes.Glue;
using Platform.Fakes.Signing;
using Platform.Lake.Catalog;
using Platform.Lake.Catalog.Glue;

namespace Platform.Lake.Tests.Catalog.Glue;

/// <summary>A Glue catalog over a fake, and tables deployed into it as infrastructure does.</summary>
internal static class GlueSite
{
    public static AwsClient Client(FakeGlue fake)
    {
        Environment.SetEnvironmentVariable("AWS_ACCESS_KEY_ID", FakeCredentials.Default.AccessKey);
        Environment.SetEnvironmentVariable("AWS_SECRET_ACCESS_KEY", FakeCredentials.Default.SecretKey);
        Environment.SetEnvironmentVariable("AWS_SESSION_TOKEN", FakeCredentials.Default.SessionToken);
        return new AwsClient(new AwsSettings(FakeGlue.Region, name => name == "AWS_ENDPOINT_URL_GLUE" ? fake.Endpoint.AbsoluteUri : null), TimeProvider.System);
    }

    public static GlueCatalog Open(FakeGlue fake) => new(Client(fake), TimeProvider.System);

    public static void Deploy(FakeGlue fake, TableDefinition definition) =>
        fake.Deploy(definition.Identifier.Database, definition.Identifier.Name, definition.Description, definition.Format, [.. definition.Columns.Select(c => (c.Name, c.Type))]);
}
