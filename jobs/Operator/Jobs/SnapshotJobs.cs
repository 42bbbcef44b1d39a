using System.Globalization;
using Platform.Lake.Objects;
using Platform.Operator.Desk;
using Platform.Registry.Deployment;
using Platform.Registry.Entries;
using Platform.Registry.Failures;
using Platform.Registry.Layout;
using Platform.Registry.Loading;
using Platform.Registry.Stacks;

namespace Platform.Operator.Jobs;

/// <summary>What a person asked of the snapshots of one command.</summary>
internal sealed record SnapshotWish(bool AcceptLate = false, bool Force = false)
{
    /// <summary>Publish nothing: prove what the source holds now, and hold it against the snapshot at this location.</summary>
    public string? ProveAgainst { get; init; }

    /// <summary>As the job is told.</summary>
    public string[] ToArguments() =>
    [
        .. AcceptLate ? ["--accept-late"] : Array.Empty<string>(), .. Force ? ["--force"] : Array.Empty<string>(),
        .. ProveAgainst is { } location ? ["--prove-only", "--against", location] : Array.Empty<string>(),
    ];
}

/// <summary>One table at one snapshot time.</summary>
internal sealed record SnapshotTarget(Entry Entry, SnapshotTime Time);

/// <summary>What one job does: a consistency group's tables, or, where that is null, one table.</summary>
internal sealed record SnapshotTargets(Group? Group, IReadOnlyList<SnapshotTarget> Targets)
{
    public SnapshotTime Time => Targets[0].Time;

    public string Source => Targets[0].Entry.Source;

    /// <summary>As people name it: <c>shop/public.orders</c>, <c>shop/group sales</c>.</summary>
    public string Name => Group is null ? Targets[0].Entry.FullName : $"{Source}/group {Group.Name}";
}

/// <summary>
/// Makes the jobs of snapshots as a deployed stack does: the validated entry becomes an immutable object of the lake, and everything else goes into
/// the child's environment, where no process list shows it.
/// </summary>
internal sealed class SnapshotJobs(Stack stack, RegistryContents registry, IObjectStore lake, string binary)
{
    public async Task<Job> MakeAsync(SnapshotTargets targets, string name, SnapshotWish wish, CancellationToken cancellationToken)
    {
        var environment = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            [JobVariables.Stack] = stack.Name,
            [targets.Group is null ? EntryReference.Variable : GroupDocument.Variable] = (await PutAsync(targets, cancellationToken)).ToString(),
            [JobVariables.Lake] = stack.LakeUri,
            [JobVariables.LedgerUrl] = await stack.LedgerUrlAsync(cancellationToken),
            [JobVariables.SourceUrl] = await stack.SourceUrlAsync(targets.Source, cancellationToken),
            [JobVariables.ProofSeed] = await stack.ProofSeedAsync(cancellationToken),
            [JobVariables.Proof] = stack.Proof == ProofMode.Source ? "source" : "files",
            [JobVariables.MaxWait] = string.Create(CultureInfo.InvariantCulture, $"{(long)stack.MaxWait.TotalSeconds}s"),
            [JobVariables.Log] = "json",
        };
        if (targets.Targets.Any(target => target.Entry.Columns.Any(column => column.Mask == Mask.Hash))) environment[JobVariables.MaskSecret] = await stack.MaskSecretAsync(cancellationToken);
        string[] arguments =
        [
            .. targets.Group is null ? ["--table", targets.Targets[0].Entry.Table.ToString()] : new[] { "--group", targets.Group.Name }, "--at", targets.Time.ToString(),
            .. wish.ToArguments(),
        ];
        return new Job(name, binary, arguments, environment);
    }

    /// <summary>Puts the entries, and for a group the list of them, where the job finds them.</summary>
    private async Task<EntryReference> PutAsync(SnapshotTargets targets, CancellationToken cancellationToken)
    {
        var entries = new List<EntryReference>();
        foreach (var (entry, _) in targets.Targets)
        {
            var document = registry.DocumentOf(entry).ToBytes();
            entries.Add(await PutAsync(hash => ObjectLayout.EntryKey(entry.Source, entry.Table, hash), document, cancellationToken));
        }

        if (targets.Group is not { } group) return entries[0];
        return await PutAsync(hash => ObjectLayout.GroupKey(targets.Source, group.Name, hash), GroupDocument.Of(group, entries).ToBytes(), cancellationToken);
    }

    private async Task<EntryReference> PutAsync(Func<string, string> keyOf, byte[] document, CancellationToken cancellationToken)
    {
        var hash = EntryDocument.Hash(document);
        var key = keyOf(hash);
        try
        {
            if (await lake.StatAsync(key, cancellationToken) is null)
                await lake.PutAsync(key, document, new UploadOptions { ContentType = "application/json" }, cancellationToken);
        }
        catch (PlatformException there) when (there.Kind == FailureKinds.ObjectExists)
        {
            // Another process put it meanwhile; the key is the hash of the bytes, so it is the same.
        }

        return new EntryReference(lake.Locate(key).AbsoluteUri, hash);
    }
}
