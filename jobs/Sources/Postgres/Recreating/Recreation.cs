using Npgsql;
using Platform.Registry.Entries;
using Platform.Registry.Failures;
using Platform.Registry.Layout;
using Platform.Sources.Postgres.Ddl;
using Platform.Sources.Postgres.Schema;
using Platform.Sources.Postgres.Sql;
using Platform.Sources.Postgres.Targets;

namespace Platform.Sources.Postgres.Recreating;

/// <summary>
/// Tables made anew from the definitions that their snapshots recorded: in schemas of their own, where several sessions can load them and nobody else looks,
/// and then live in one short transaction. Until that commits, nothing that was there has changed; disposing removes what was made.
/// </summary>
public sealed class Recreation : IAsyncDisposable
{
    private readonly NpgsqlConnection _connection;
    private readonly WorkingSchemas _schemas;
    private readonly NameMap _names = new();
    private readonly IReadOnlyList<TypeDdl> _types;
    private readonly IReadOnlyList<SequenceDdl> _sequences;
    private readonly List<TableDefinition> _tables = [];
    private readonly bool _replace;
    private readonly HashSet<DefinitionStep> _leftOut = [];
    private bool _made;

    private Recreation(NpgsqlConnection connection, IEnumerable<TableToMake> tables, IReadOnlyList<TypeDdl> types, IReadOnlyList<SequenceDdl> sequences, RecreationOptions options, TimeProvider clock)
    {
        (_connection, _types, _sequences, _replace, _schemas) = (connection, types, sequences, options.Replace, new WorkingSchemas(Ulid.New(clock)));
        foreach (var sequence in sequences) _names.Add(NameOf(sequence), _schemas.Of(NameOf(sequence)));
        foreach (var type in types) _names.Add(new TableName(type.Schema, type.Name), _schemas.Of(new TableName(type.Schema, type.Name)));
        foreach (var table in tables) _tables.Add(new TableDefinition(table.Ddl, table.Into, options.WithPartitions, _schemas, _names));
    }

    /// <summary>Where the tables are until they are live, in the order given.</summary>
    public IReadOnlyList<TableName> Working => [.. _tables.Select(t => t.Working)];

    /// <summary>Parts that the target cannot have and that are left out, for people.</summary>
    public IEnumerable<string> LeftOut => _leftOut.Select(s => s.What).Concat(
        from table in _tables from parent in table.Ddl.Parents select $"{table.Into} was {(table.Ddl.PartitionBound is null ? "a child" : "a partition")} of {parent}, and is made a table of its own");

    /// <summary>A type's name as the source has it.</summary>
    public string SourceName(string type) => _schemas.Final(type);

    /// <summary>Finds out whether everything can be made, without leaving a trace; and removes what killed restores left.</summary>
    /// <param name="target">Outside a transaction.</param>
    /// <param name="tables">What to make.</param>
    /// <param name="options">How.</param>
    /// <param name="clock">For the working schemas' name.</param>
    /// <param name="cancellation">Ends the plan.</param>
    /// <exception cref="PlatformException">Data, <c>table-exists</c>, <c>table-missing</c>, <c>table-has-dependents</c>, <c>table-published</c>, <c>definition-incomplete</c> or <c>definition-unmakeable</c>, with every reason.</exception>
    public static async Task<Recreation> PlanAsync(
        TargetSession target, IReadOnlyList<TableToMake> tables, RecreationOptions options, TimeProvider clock, CancellationToken cancellation)
    {
        try
        {
            var connection = target.Connection;
            await Leftovers.SweepAsync(connection, cancellation).ConfigureAwait(false);
            foreach (var table in tables) await CheckAsync(connection, table, options, cancellation).ConfigureAwait(false);
            var publications = await Dependents.PublishAllAsync(connection, cancellation).ConfigureAwait(false);
            if (publications.Count > 0) throw RecreationFailures.Published(tables[0].Into, publications);
            if (options.Replace) await CheckDependentsAsync(connection, [.. tables.Select(t => t.Into)], cancellation).ConfigureAwait(false);
            var problems = new List<string>();
            var types = await TargetTypes.MissingAsync(connection, tables.Select(t => t.Ddl), problems, cancellation).ConfigureAwait(false);
            if (problems.Count > 0) throw RecreationFailures.Incomplete(problems, ExitCode.Data);
            var sequences = await MissingSequencesAsync(connection, tables, cancellation).ConfigureAwait(false);
            var recreation = new Recreation(connection, tables, types, sequences, options, clock);
            await recreation.RehearseAsync(options, cancellation).ConfigureAwait(false);
            return recreation;
        }
        catch (Exception e) when (TargetFailures.Is(e))
        {
            throw TargetFailures.Known(e);
        }
    }

    /// <summary>Makes the empty tables, where other sessions can load them.</summary>
    public async Task MakeAsync(CancellationToken cancellation)
    {
        await RunAsync(async () =>
        {
            await Leftovers.HoldAsync(_connection, _schemas.Base, cancellation).ConfigureAwait(false);
            await _connection.ExecuteAsync("begin", cancellation).ConfigureAwait(false);
            _made = true;
            foreach (var step in First()) await StepAsync(step, cancellation).ConfigureAwait(false);
            await _connection.ExecuteAsync("commit", cancellation).ConfigureAwait(false);
        }).ConfigureAwait(false);
    }

    /// <summary>Makes what comes after a table's rows: indexes, keys, triggers, comments.</summary>
    public Task CompleteAsync(int table, CancellationToken cancellation) => RunAsync(async () =>
    {
        foreach (var step in _tables[table].After()) await StepAsync(step, cancellation).ConfigureAwait(false);
    }, _tables[table].Into);

    /// <summary>Makes foreign keys among the tables, moves sequences forward to where the source's stood, and gives tables that replace others their owner and grants.</summary>
    public async Task ConnectAsync(CancellationToken cancellation)
    {
        foreach (var table in _tables)
        {
            await RunAsync(async () =>
            {
                foreach (var step in table.Keys()) await StepAsync(step, cancellation).ConfigureAwait(false);
                await OwnedSequences.AdvanceAsync(_connection, table.Working, table.Ddl.Sequences, cancellation).ConfigureAwait(false);
                foreach (var step in _replace ? table.Access() : []) await StepAsync(step, cancellation).ConfigureAwait(false);
            }, table.Into).ConfigureAwait(false);
        }

        await RunAsync(async () =>
        {
            foreach (var sequence in _sequences) await OwnedSequences.AdvanceAsync(_connection, _names[NameOf(sequence)], sequence, cancellation).ConfigureAwait(false);
        }).ConfigureAwait(false);
    }

    /// <summary>One attempt at the short transaction that makes everything live.</summary>
    /// <param name="lockTimeout">How long it waits for another session's lock.</param>
    /// <param name="done">Called in the transaction, when all of it is done but its commit.</param>
    /// <param name="cancellation">Ends the attempt.</param>
    /// <exception cref="PlatformException">75, <c>lock-timeout</c>: nothing has changed, and it may be tried again.</exception>
    public async Task PublishAsync(TimeSpan lockTimeout, Func<ValueTask> done, CancellationToken cancellation)
    {
        try
        {
            await RunAsync(async () =>
            {
                await _connection.ExecuteAsync(FormattableString.Invariant($"begin; set local lock_timeout = {(long)lockTimeout.TotalMilliseconds}"), cancellation).ConfigureAwait(false);
                await RemoveOldAsync(cancellation).ConfigureAwait(false);
                foreach (var sql in Last()) await _connection.ExecuteAsync(sql, cancellation).ConfigureAwait(false);
                await done().ConfigureAwait(false);
                cancellation.ThrowIfCancellationRequested();
                await _connection.ExecuteAsync("commit", CancellationToken.None).ConfigureAwait(false);
                _made = false;
            }).ConfigureAwait(false);
        }
        catch when (_connection.FullState.HasFlag(System.Data.ConnectionState.Open))
        {
            await _connection.ExecuteAsync("rollback", CancellationToken.None).ConfigureAwait(false);
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (!_made || !_connection.FullState.HasFlag(System.Data.ConnectionState.Open)) return;
        try
        {
            await _connection.ExecuteAsync("rollback", CancellationToken.None).ConfigureAwait(false);
            foreach (var (working, _) in _schemas.All) await Leftovers.DropAsync(_connection, working, CancellationToken.None).ConfigureAwait(false);
        }
        catch (Exception e) when (TargetFailures.Is(e))
        {
            // The next restore sweeps them.
        }
    }

    private static async Task CheckAsync(NpgsqlConnection connection, TableToMake table, RecreationOptions options, CancellationToken cancellation)
    {
        if (table.Ddl.Kind is not ("r" or "p")) throw RecreationFailures.Unmakeable(table.Into, "it is of a view or a foreign table");
        if (options.WithPartitions && table.Ddl.Children.Any(c => c.Bound is null))
            throw RecreationFailures.Unmakeable(table.Into, "other tables inherit from it, and which row was whose is not recorded; --without-partitions makes one table of all rows");
        var there = await connection.ReadAsync("select to_regclass($1)::text", r => r.Text(0), cancellation, Identifier.Quote(table.Into)).ConfigureAwait(false);
        if (there[0] is not null && options is { Replace: false, IsDrill: false }) throw RecreationFailures.Exists(table.Into);
        if (there[0] is null && options.Replace) throw RecreationFailures.Missing(table.Into);
    }

    private static async Task CheckDependentsAsync(NpgsqlConnection connection, IReadOnlyList<TableName> tables, CancellationToken cancellation)
    {
        var dependents = await Dependents.FindAsync(connection, tables, cancellation).ConfigureAwait(false);
        if (dependents.Count > 0) throw RecreationFailures.Depended(tables, dependents);
    }

    /// <summary>Sequences that defaults draw from and no column owns, of these tables or of any that are there.</summary>
    private static async Task<IReadOnlyList<SequenceDdl>> MissingSequencesAsync(NpgsqlConnection connection, IReadOnlyList<TableToMake> tables, CancellationToken cancellation)
    {
        var missing = new List<SequenceDdl>();
        var all = tables.SelectMany(t => t.Ddl.Sequences).ToList();
        var owned = all.Where(s => s.Owned).Select(NameOf).ToHashSet();
        foreach (var sequence in all.Where(s => !owned.Contains(NameOf(s))).DistinctBy(NameOf))
        {
            var there = await connection.ReadAsync("select to_regclass($1)::text", r => r.Text(0), cancellation, Identifier.Quote(NameOf(sequence))).ConfigureAwait(false);
            if (there[0] is null) missing.Add(sequence);
        }

        return missing;
    }

    private static TableName NameOf(SequenceDdl sequence) => new(sequence.Schema, sequence.Name);

    private IEnumerable<DefinitionStep> First() =>
    [
        .. _schemas.All.Select(s => new DefinitionStep("the schema it is made in", $"create schema {Identifier.Quote(s.Working)}; comment on schema {Identifier.Quote(s.Working)} is {Identifier.Literal(WorkingSchemas.Mark)}", IsEssential: true)),
        .. _types.SelectMany(t => TypeSql.Steps(t, _names)),
        .. _sequences.Select(s => new DefinitionStep($"sequence {NameOf(s)}", SequenceSql.Create(s, _names[NameOf(s)]), IsEssential: true)),
        .. _tables.SelectMany(t => t.OwnSequences()),
        .. _tables.SelectMany(t => t.Before()),
    ];

    private IEnumerable<string> Last() =>
    [
        .. _tables.SelectMany(t => t.Outside()).Where(s => !_leftOut.Contains(s)).Select(s => s.Sql),
        .. _schemas.All.Select(s => $"create schema if not exists {Identifier.Quote(s.Final)}"),
        .. _types.SelectMany(t => TypeSql.Moves(t, _names[new TableName(t.Schema, t.Name)])),
        .. _sequences.Select(s => $"alter sequence {Identifier.Quote(_names[NameOf(s)])} set schema {Identifier.Quote(s.Schema)}"),
        .. _tables.SelectMany(t => t.Moves(_schemas)),
        .. _schemas.All.Select(s => $"drop schema {Identifier.Quote(s.Working)}"),
    ];

    /// <summary>The tables that are replaced, once nobody else has to do with them; together, since they may refer to each other.</summary>
    private async Task RemoveOldAsync(CancellationToken cancellation)
    {
        if (!_replace) return;
        var names = string.Join(", ", _tables.Select(t => Identifier.Quote(t.Into)));
        await _connection.ExecuteAsync($"lock table {names} in access exclusive mode", cancellation).ConfigureAwait(false);
        await CheckDependentsAsync(_connection, [.. _tables.Select(t => t.Into)], cancellation).ConfigureAwait(false);
        await _connection.ExecuteAsync($"drop table {names}", cancellation).ConfigureAwait(false);
    }

    private async Task RehearseAsync(RecreationOptions options, CancellationToken cancellation)
    {
        var steps = First().Concat(_tables.SelectMany(t => t.After())).Concat(_tables.SelectMany(t => t.Keys())).Concat(options.IsDrill ? [] : _tables.SelectMany(t => t.Outside()));
        if (_replace) steps = steps.Concat(_tables.SelectMany(t => t.Access()));
        var refused = await Rehearsal.RunAsync(_connection, steps, cancellation).ConfigureAwait(false);
        if (refused.Count == 0) return;
        if (!options.Partial || refused.Any(r => r.Step.IsEssential))
        {
            throw RecreationFailures.Incomplete(
                refused.Select(r => $"{r.Step.What}: {_schemas.Final(r.Failure.Message)}"), refused.Any(r => r.Failure.ExitCode == ExitCode.Permission) ? ExitCode.Permission : ExitCode.Data);
        }

        _leftOut.UnionWith(refused.Select(r => r.Step));
    }

    private Task StepAsync(DefinitionStep step, CancellationToken cancellation) =>
        _leftOut.Contains(step) ? Task.CompletedTask : _connection.ExecuteAsync(step.Sql, cancellation);

    private static async Task RunAsync(Func<Task> work, TableName table = default)
    {
        try
        {
            await work().ConfigureAwait(false);
        }
        catch (Exception e) when (TargetFailures.Is(e))
        {
            throw table.Name is null ? TargetFailures.Known(e) : TargetFailures.From(e, table);
        }
    }
}
