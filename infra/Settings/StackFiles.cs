using Platform.Infra.Checks;
using Platform.Registry.Failures;
using Platform.Registry.Loading;
using Platform.Registry.Stacks;

namespace Platform.Infra.Settings;

/// <summary>Reads a stack's settings and the registry of its sources.</summary>
public static class StackFiles
{
    /// <summary>The checkout: the nearest folder from the current one upwards that holds <c>Pulumi.yaml</c>.</summary>
    public static string Root()
    {
        for (var folder = new DirectoryInfo(Directory.GetCurrentDirectory()); folder is not null; folder = folder.Parent)
            if (File.Exists(Path.Combine(folder.FullName, "Pulumi.yaml"))) return folder.FullName;
        throw new PlatformException(Stage.Configure, ExitCode.Configuration, "no Pulumi.yaml in this folder or above it", "run from the checkout") { Kind = "no-project" };
    }

    /// <param name="stack">The stack's name.</param>
    /// <exception cref="RunException">Every mistake of settings and registry, before any resource is declared.</exception>
    public static StackInputs Load(string stack)
    {
        try
        {
            var root = Root();
            return Load(Path.Combine(root, "stacks"), Path.Combine(root, "stacks", "registry"), stack);
        }
        catch (PlatformException failure)
        {
            throw new RunException(failure.Describe());
        }
    }

    /// <exception cref="PlatformException">Usage (64) for an unknown stack; configuration (78) with every mistake of settings and registry.</exception>
    public static StackInputs Load(string stacks, string registry, string stack)
    {
        var problems = new ProblemList();
        var settings = problems.Collect(() => StackLoader.Load(stacks, stack));
        var contents = problems.Collect(() => RegistryLoader.Load(registry));
        if (settings is not null && contents is not null && StackComposition.Of(settings, contents, problems) is { } inputs)
        {
            InputChecks.Check(inputs, problems);
            problems.ThrowIfAny(stack);
            return inputs;
        }
        problems.ThrowIfAny(stack);
        throw new InvalidOperationException("settings or registry are missing, and nothing says why");
    }
}
