return args is ["plan", .. var rest] ? await Platform.Infra.Plan.PlanCommand.RunAsync(rest) : await Pulumi.Deployment.RunAsync<Platform.Infra.PlatformStack>();
