using System.Text.Json;
using System.Text.Json.Serialization;
using Platform.Infra.Naming;
using Platform.Infra.Settings;
using Platform.Infra.Storage;
using Ecr = Pulumi.Aws.Ecr;

namespace Platform.Infra.Compute;

/// <summary>The repository of the job image: tags never move, every push is scanned, and what is deployed never expires.</summary>
public sealed class ImageRepository : ComponentResource
{
    /// <summary>Images that were pushed and never deployed, such as those of branches, expire after two weeks.</summary>
    private const int UndeployedDays = 14;

    public ImageRepository(string name, CloudSettings settings, DataKey key, ComponentResourceOptions options) : base("platform:compute:ImageRepository", name, options)
    {
        var repository = new Ecr.Repository(name, new Ecr.RepositoryArgs
        {
            Name = Called(settings),
            ImageTagMutability = "IMMUTABLE",
            ImageScanningConfiguration = new Ecr.Inputs.RepositoryImageScanningConfigurationArgs { ScanOnPush = true },
            EncryptionConfigurations = { new Ecr.Inputs.RepositoryEncryptionConfigurationArgs { EncryptionType = "KMS", KmsKey = key.Arn } },
            Tags = CloudTags.OfStack(settings),
        }, new CustomResourceOptions { Parent = this, Protect = true });
        _ = new Ecr.LifecyclePolicy(name, new Ecr.LifecyclePolicyArgs { Repository = repository.Name, Policy = Expiry() }, new CustomResourceOptions { Parent = this });
        // While no image is named, the definition still needs one; schedules are disabled, so it is never pulled.
        Image = settings.Image is { } image ? Output.Create(image) : repository.RepositoryUrl.Apply(url => $"{url}:unset");
        Arn = repository.Arn;
        RegisterOutputs();
    }

    public Output<string> Image { get; }

    public Output<string> Arn { get; }

    public static string Called(CloudSettings settings) => $"{CloudName.Prefix(settings.Stack)}/jobs";

    /// <summary>
    /// <c>infra/keep-image.sh</c> tags an image <c>deployed-…</c> before a deployment names its digest. A rule that selects those with a count no repository reaches comes first,
    /// and an image matched by a rule is left alone by all later ones.
    /// </summary>
    private static string Expiry() => JsonSerializer.Serialize(new ExpiryPolicy(
    [
        new ExpiryRule(1, "deployed images stay", new ExpirySelection("tagged", "imageCountMoreThan", 100_000) { TagPrefixList = ["deployed-"] }),
        new ExpiryRule(2, "what was never deployed expires", new ExpirySelection("any", "sinceImagePushed", UndeployedDays) { CountUnit = "days" }),
    ]), ImageJson.Default.ExpiryPolicy);
}

internal sealed record ExpiryPolicy(ExpiryRule[] Rules);

internal sealed record ExpiryRule(int RulePriority, string Description, ExpirySelection Selection)
{
    public ExpiryAction Action { get; } = new("expire");
}

internal sealed record ExpiryAction(string Type);

internal sealed record ExpirySelection(string TagStatus, string CountType, int CountNumber)
{
    public string[]? TagPrefixList { get; init; }

    public string? CountUnit { get; init; }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(ExpiryPolicy))]
internal sealed partial class ImageJson : JsonSerializerContext;
