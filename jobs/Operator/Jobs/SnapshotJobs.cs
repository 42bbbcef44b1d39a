using System.Globalization;
using Platform.Lake.Objects;
using Platform.Operator.Desk;
using Platform.Registry.Entries;
using Platform.Registry.Failures;
using Platform.Registry.Layout;
using Platform.Registry.Loading;
using Platform.Registry.Stacks;

namespace Platform.Operator.Jobs;

/// <summary>What a person asked of the snapshots of one command.</summary>
internal sealed record SnapshotWish(bool AcceptLate = false, bool Force = false);

/// <summary>One table at one snapshot time.</summary>
internal sealed record SnapshotTarget(Entry Entry, SnapshotTime Time);

/// <summary>
/// Makes the jobs of snapshots as a deployed stack does: the validated entry becomes an immutable object of the lake, and everything else goes into
/// the child's environment, where no process list shows it.
/// </summary>
internal sealed class SnapshotJobs(Stack stack, RegistryContents registry, IObjectStore lake, string binary)
{
    public async Task<Job> MakeAsync(SnapshotTarget target, string name, SnapshotWish wish, CancellationToken cancellationToken)
    {
        var environment = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["PLATFORM_STACK"] = stack.Name,
            [EntryReference.Variable] = await PutEntryAsync(target.Entry, cancellationToken),
            ["PLATFORM_LAKE"] = stack.LakeUri,
            ["PLATFORM_LEDGER_URL"] = await stack.LedgerUrlAsync(cancellationToken),
            ["PLATFORM_SOURCE_URL"] = await stack.SourceUrlAsync(target.Entry.Source, cancellationToken),
            ["PLATFORM_PROOF_SEED"] = stack.ProofSeed,
            ["PLATFORM_PROOF"] = stack.Proof == ProofMode.Source ? "source" : "files",
            ["PLATFORM_MAX_WAIT"] = string.Create(CultureInfo.InvariantCulture, $"{(long)stack.MaxWait.TotalSeconds}s"),
            ["PLATFORM_LOG"] = "json",
        };
        string[] arguments =
        [
            "--table", target.Entry.Table.ToString(), "--at", target.Time.ToString(),
            .. wish.AcceptLate ? ["--accept-late"] : Array.Empty<string>(), .. wish.Force ? ["--force"] : Array.Empty<string>(),
        ];
        return new Job(name, binary, arguments, environment);
    }

    private async Task<string> PutEntryAsync(Entry entry, CancellationToken cancellationToken)
    {
        var document = registry.DocumentOf(entry).ToBytes();
        var hash = EntryDocument.Hash(document);
        var key = ObjectLayout.EntryKey(entry.Source, entry.Table, hash);
        try
        {
            if (await lake.StatAsync(key, cancellationToken) is null)
                await lake.PutAsync(key, document, new UploadOptions { ContentType = "application/json" }, cancellationToken);
        }
        catch (PlatformException there) when (there.Kind == "object-exists")
        {
            // Another process put it meanwhile; the key is the hash of the bytes, so it is the same.
        }

        return new EntryReference(lake.Locate(key).AbsoluteUri, hash).ToString();
    }
}
