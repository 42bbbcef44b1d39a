using System.Collections.Immutable;
using Pulumi.Testing;

namespace Pulumi;

public sealed partial class Deployment
{
    private const string NoEngine =
        "error: this build of infra uses the offline stand-in of the Pulumi SDK, which plans but never deploys\n"
        + "hint: build with the real packages: dotnet build infra -p:PulumiSdk=nuget (the default), from a package feed that has Pulumi and Pulumi.Aws";

    /// <summary>Refuses with exit code 78.</summary>
    public static async Task<int> RunAsync<TStack>()
        where TStack : Stack, new()
    {
        await Console.Error.WriteLineAsync(NoEngine).ConfigureAwait(false);
        return 78;
    }

    public static Task<ImmutableArray<Resource>> TestAsync<TStack>(IMocks mocks, TestOptions? options = null)
        where TStack : Stack, new() => TestAsync(mocks, () => new TStack(), options);

    public static Task<ImmutableArray<Resource>> TestWithServiceProviderAsync<TStack>(IMocks mocks, IServiceProvider serviceProvider, TestOptions? options = null)
        where TStack : Stack =>
        TestAsync(mocks, () => (TStack)(serviceProvider.GetService(typeof(TStack)) ?? throw new InvalidOperationException($"no service of type {typeof(TStack)}")), options);

    private static async Task<ImmutableArray<Resource>> TestAsync(IMocks mocks, Func<Stack> create, TestOptions? options)
    {
        var deployment = new Deployment(mocks, options ?? new TestOptions());
        Running.Value = deployment;
        var errors = new List<Exception>();
        try
        {
            create();
        }
        catch (Exception error)
        {
            errors.Add(error);
        }
        finally
        {
            Running.Value = null;
        }
        // Registrations may create further ones while they are awaited, so the list is walked by index.
        for (var i = 0; i < deployment.Count; i++)
        {
            try
            {
                await deployment._registrations[i].ConfigureAwait(false);
            }
            catch (Exception error)
            {
                errors.Add(error);
            }
        }
        return errors.Select(e => e as RunException ?? new RunException(e.Message, e)).DistinctBy(e => e.Message).ToList() switch
        {
            [] => [.. deployment._resources],
            [var single] => throw single,
            var several => throw new AggregateException(several),
        };
    }

    private int Count
    {
        get
        {
            lock (_guard) return _registrations.Count;
        }
    }
}
