namespace Pulumi.Aws.CloudWatch;

public class Dashboard : CustomResource
{
    private const string Token = "aws:cloudwatch/dashboard:Dashboard";

    public Dashboard(string name, DashboardArgs args, CustomResourceOptions? options = null)
        : base(Token, name, args, options)
    {
    }
}

public sealed class DashboardArgs : ResourceArgs
{
    [Input("dashboardName", required: true)]
    public Input<string> DashboardName { get; set; } = null!;

    [Input("dashboardBody", required: true)]
    public Input<string> DashboardBody { get; set; } = null!;
}
