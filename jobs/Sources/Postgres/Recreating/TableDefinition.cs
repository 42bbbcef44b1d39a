using System.Text;
using Platform.Registry.Entries;
using Platform.Sources.Postgres.Ddl;
using Platform.Sources.Postgres.Sql;

namespace Platform.Sources.Postgres.Recreating;

/// <summary>
/// One table on its way to being live: its names, and the statements that make it, in the order of pg_dump: the empty table with its checks, and when it is
/// loaded indexes, keys, triggers.
/// </summary>
internal sealed class TableDefinition
{
    private readonly NameMap _names;
    private readonly ObjectNames _objects;
    private readonly bool _withPartitions;

    /// <param name="ddl">As the snapshot recorded it.</param>
    /// <param name="into">What it is to be called when it is live.</param>
    /// <param name="withPartitions">False = one plain table.</param>
    /// <param name="schemas">Where it is made.</param>
    /// <param name="names">Gets its new names.</param>
    public TableDefinition(TableDdl ddl, TableName into, bool withPartitions, WorkingSchemas schemas, NameMap names)
    {
        (Ddl, Into, _withPartitions, _names) = (ddl, into, withPartitions, names);
        _objects = new ObjectNames(ddl.Name, into.Name);
        Working = schemas.Of(into);
        names.Add(new TableName(ddl.Schema, ddl.Name), Working);
        foreach (var child in Partitions) names.Add(new TableName(child.Schema, child.Name), schemas.Of(FinalOf(child.Schema, child.Name)));
        foreach (var index in ddl.Indexes) names.Add(new TableName(ddl.Schema, index.Name), Working with { Name = _objects[index.Name] });
        foreach (var child in Partitions)
        {
            foreach (var index in child.Indexes ?? []) names.Add(new TableName(child.Schema, index.Name), names[new TableName(child.Schema, child.Name)] with { Name = _objects[index.Name] });
        }

        foreach (var statistics in ddl.Statistics) names.Add(StatisticsSql.SourceOf(statistics), Working with { Name = StatisticsSql.NameOf(statistics, _objects) });
        foreach (var sequence in ddl.Sequences.Where(s => s.Owned)) names.Add(new TableName(sequence.Schema, sequence.Name), schemas.Of(new TableName(into.Schema, _objects[sequence.Name])));
    }

    public TableDdl Ddl { get; }

    public TableName Into { get; }

    /// <summary>Where it is made and loaded.</summary>
    public TableName Working { get; }

    /// <summary>Partitions at any depth, parents first.</summary>
    public IEnumerable<ChildDdl> Partitions => _withPartitions ? Ddl.Children.Where(c => c.Bound is not null) : [];

    private string Table => Identifier.Quote(Working);

    private bool IsPartitioned => Ddl.Kind == "p" && _withPartitions;

    /// <summary>Of serial columns. Before any table, since defaults of others may draw from them.</summary>
    public IEnumerable<DefinitionStep> OwnSequences() =>
        Ddl.Sequences.Where(s => s.Owned && !IsIdentity(s)).Select(s => new DefinitionStep($"sequence {s.Name}", SequenceSql.Create(s, NameOf(s)), IsEssential: true));

    /// <summary>The empty table, and what may or must be there while rows come in.</summary>
    public IEnumerable<DefinitionStep> Before()
    {
        yield return new DefinitionStep($"table {Into}", Create(), IsEssential: true);
        foreach (var sequence in Ddl.Sequences.Where(s => s.Owned && !IsIdentity(s)))
            yield return new DefinitionStep($"owner of sequence {sequence.Name}", $"alter sequence {Identifier.Quote(NameOf(sequence))} owned by {Table}.{Identifier.Quote(sequence.Column!)}");
        foreach (var step in Ddl.Columns.SelectMany(c => ColumnSql.Afterwards(c, Table, _names))) yield return step;
        foreach (var check in Ddl.Constraints.Where(c => c is { Type: "c", Validated: true })) yield return Add(check);
        foreach (var child in Partitions)
        {
            var key = child.PartitionKey is { } by ? $" partition by {_names.Rewrite(by)}" : "";
            yield return new DefinitionStep($"partition {child.Schema}.{child.Name}",
                $"create table {Identifier.Quote(_names[new TableName(child.Schema, child.Name)])} partition of {_names.Rewrite(child.Parent)} {_names.Rewrite(child.Bound!)}{key}", IsEssential: true);
        }

        foreach (var step in Further("before")) yield return step;
    }

    /// <summary>What is made faster, or can only be made, when the rows are there. Nothing in it touches another live table.</summary>
    public IEnumerable<DefinitionStep> After()
    {
        foreach (var index in Ddl.Indexes.Where(i => i.Constraint is null)) yield return new DefinitionStep($"index {index.Name}", IndexSql.Create(index, _objects[index.Name], _names));
        foreach (var constraint in Ddl.Constraints.Where(c => c.Type is "p" or "u" or "x" || c is { Type: "c", Validated: false })) yield return Add(constraint);
        foreach (var step in Partitions.SelectMany(OwnOf)) yield return step;
        foreach (var statistics in Ddl.Statistics) yield return StatisticsSql.Step(statistics, Working, _objects, _names);
        foreach (var index in Ddl.Indexes)
        {
            if (index.Clustered) yield return new DefinitionStep($"clustering by {index.Name}", $"alter table {Table} cluster on {Identifier.Quote(_objects[index.Name])}");
            if (index.ReplicaIdentity) yield return new DefinitionStep("replica identity", $"alter table {Table} replica identity using index {Identifier.Quote(_objects[index.Name])}");
        }

        if (Ddl.ReplicaIdentity is "f" or "n") yield return new DefinitionStep("replica identity", $"alter table {Table} replica identity {(Ddl.ReplicaIdentity == "f" ? "full" : "nothing")}");
        foreach (var step in Ddl.Triggers.SelectMany(TriggerSteps)) yield return step;
        foreach (var step in Comments()) yield return step;
        foreach (var step in Further("after")) yield return step;
        if (Ddl.OfType is { } type) yield return new DefinitionStep($"type {type} that it is of", $"alter table {Table} of {_names.Rewrite(type)}");
    }

    /// <summary>Foreign keys to tables that are made together with this one, and to itself.</summary>
    public IEnumerable<DefinitionStep> Keys() => ForeignKeys().Where(k => IsAmongThese(k.Key)).SelectMany(k => AddWithComment(k.Key, k.Table));

    /// <summary>Foreign keys to tables that are live already: making one takes a lock on the other table, so that they come last.</summary>
    public IEnumerable<DefinitionStep> Outside() => ForeignKeys().Where(k => !IsAmongThese(k.Key)).SelectMany(k => AddWithComment(k.Key, k.Table));

    /// <summary>Its policies, owner and grants: last, since whoever restores may have no right to it afterwards.</summary>
    public IEnumerable<DefinitionStep> Access() =>
    [
        AccessSql.Ungrant("table", Table),
        .. Partitions.Select(p => AccessSql.Ungrant("table", Identifier.Quote(_names[new TableName(p.Schema, p.Name)]))),
        .. Ddl.Sequences.Where(s => s.Owned).Select(s => AccessSql.Ungrant("sequence", Identifier.Quote(NameOf(s)))),
        .. AccessSql.Policies(Ddl, Table, _names),
        .. Further("access"),
        .. AccessSql.Owner(Ddl, Table, s => Identifier.Quote(NameOf(s))),
    ];

    /// <summary>What makes it live, apart from types: everything that does not move with its table.</summary>
    public IEnumerable<string> Moves(WorkingSchemas schemas)
    {
        foreach (var child in Partitions.Reverse())
        {
            var working = _names[new TableName(child.Schema, child.Name)];
            yield return $"alter table {Identifier.Quote(working)} set schema {Identifier.Quote(schemas.FinalOf(working.Schema))}";
        }

        yield return $"alter table {Table} set schema {Identifier.Quote(Into.Schema)}";
        foreach (var statistics in Ddl.Statistics)
            yield return $"alter statistics {Identifier.Quote(Working with { Name = StatisticsSql.NameOf(statistics, _objects) })} set schema {Identifier.Quote(Into.Schema)}";
    }

    /// <summary>Of what is made: without partitions, theirs is nobody's.</summary>
    private IEnumerable<DefinitionStep> Further(string phase) =>
        from statement in Ddl.Further where statement.Phase == phase && (_withPartitions || !Ddl.Children.Any(c => IsOf(statement, c))) select new DefinitionStep(statement.What, _names.Rewrite(statement.Sql));

    private static bool IsOf(StatementDdl statement, ChildDdl child)
    {
        var tokens = SqlTokens.Of(statement.Sql);
        return tokens.Index().Any(t => t.Item.Kind == SqlTokenKind.Name && t.Item.Value == child.Schema && t.Index + 2 < tokens.Count && tokens[t.Index + 1].Is(".") && tokens[t.Index + 2].Value == child.Name);
    }

    /// <summary>What a partition has and its parent has not.</summary>
    private IEnumerable<DefinitionStep> OwnOf(ChildDdl child)
    {
        foreach (var index in (child.Indexes ?? []).Where(i => i.Constraint is null)) yield return new DefinitionStep($"index {index.Name}", IndexSql.Create(index, _objects[index.Name], _names));
        var table = Identifier.Quote(_names[new TableName(child.Schema, child.Name)]);
        foreach (var constraint in (child.Constraints ?? []).Where(c => c.Type != "f")) yield return Add(constraint, table);
        foreach (var constraint in (child.Constraints ?? []).Where(c => c.Comment is not null && c.Type != "f")) yield return Comment(constraint, table);
        foreach (var index in child.Indexes ?? [])
        {
            if (index.Comment is { } comment) yield return new DefinitionStep($"comment of index {index.Name}", $"comment on index {Identifier.Quote(_names[new TableName(child.Schema, index.Name)])} is {Identifier.Literal(comment)}");
            if (index.Clustered) yield return new DefinitionStep($"clustering by {index.Name}", $"alter table {table} cluster on {Identifier.Quote(_objects[index.Name])}");
            if (index.ReplicaIdentity) yield return new DefinitionStep($"replica identity of {child.Name}", $"alter table {table} replica identity using index {Identifier.Quote(_objects[index.Name])}");
        }
    }

    private IEnumerable<(ConstraintDdl Key, string Table)> ForeignKeys() =>
    [
        .. Ddl.Constraints.Where(c => c.Type == "f").Select(c => (c, Table)),
        .. Partitions.SelectMany(p => (p.Constraints ?? []).Where(c => c.Type == "f").Select(c => (c, Identifier.Quote(_names[new TableName(p.Schema, p.Name)])))),
    ];

    private string Create()
    {
        var sql = new StringBuilder(Ddl.Persistence == "u" ? "create unlogged table " : "create table ").Append(Table).Append(" (");
        sql.AppendJoin(", ", Ddl.Columns.Select(c => ColumnSql.InTable(c, NotNullOf(c), IdentityOf(c), _names))).Append(')');
        if (IsPartitioned) sql.Append(" partition by ").Append(_names.Rewrite(Ddl.PartitionKey!));
        if (Ddl.AccessMethod is { } method and not "heap") sql.Append(" using ").Append(Identifier.Quote(method));
        if (Ddl.Options.Count > 0) sql.Append(" with (").AppendJoin(", ", Ddl.Options.Select(OptionOf)).Append(')');
        return sql.ToString();
    }

    private IEnumerable<DefinitionStep> TriggerSteps(TriggerDdl trigger)
    {
        var what = $"trigger {trigger.Name}";
        yield return new DefinitionStep(what, _names.Rewrite(trigger.Definition));
        var state = trigger.Enabled switch { "D" => "disable", "R" => "enable replica", "A" => "enable always", _ => null };
        if (state is not null) yield return new DefinitionStep($"state of {what}", $"alter table {Table} {state} trigger {Identifier.Quote(trigger.Name)}");
    }

    private IEnumerable<DefinitionStep> Comments()
    {
        if (Ddl.Comment is { } own) yield return new DefinitionStep("comment", $"comment on table {Table} is {Identifier.Literal(own)}");
        foreach (var constraint in Ddl.Constraints.Where(c => c.Comment is not null && c.Type is not ("n" or "f"))) yield return Comment(constraint, Table);
        foreach (var index in Ddl.Indexes.Where(i => i.Comment is not null))
            yield return new DefinitionStep($"comment of index {index.Name}", $"comment on index {Identifier.Quote(Working with { Name = _objects[index.Name] })} is {Identifier.Literal(index.Comment!)}");
    }

    private DefinitionStep Add(ConstraintDdl constraint, string? table = null) =>
        new($"constraint {constraint.Name}", $"alter table {table ?? Table} add constraint {Identifier.Quote(NameOf(constraint))} {_names.Rewrite(constraint.Definition)}");

    private IEnumerable<DefinitionStep> AddWithComment(ConstraintDdl key, string table) => key.Comment is null ? [Add(key, table)] : [Add(key, table), Comment(key, table)];

    private DefinitionStep Comment(ConstraintDdl constraint, string table) =>
        new($"comment of constraint {constraint.Name}", $"comment on constraint {Identifier.Quote(NameOf(constraint))} on {table} is {Identifier.Literal(constraint.Comment!)}");

    /// <summary>Whether a foreign key refers to a table that is made together with this one, or to this one itself.</summary>
    private bool IsAmongThese(ConstraintDdl key)
    {
        var tokens = SqlTokens.Of(key.Definition);
        var at = tokens.FindIndex(t => t.Is("REFERENCES"));
        return at >= 0 && at + 3 < tokens.Count && _names.Has(new TableName(tokens[at + 1].Value, tokens[at + 3].Value));
    }

    private string? NotNullOf(ColumnDdl column) =>
        Ddl.Constraints.FirstOrDefault(c => c.Type == "n" && SqlTokens.Of(c.Definition) is [_, _, var name, ..] && name.Value == column.Name) is { } found ? found.Name : null;

    private (SequenceDdl, TableName)? IdentityOf(ColumnDdl column) =>
        column.Identity is not null && Ddl.Sequences.FirstOrDefault(s => s.Owned && s.Column == column.Name) is { } sequence ? (sequence, NameOf(sequence)) : null;

    private bool IsIdentity(SequenceDdl sequence) => Ddl.Columns.Any(c => c.Name == sequence.Column && c.Identity is not null);

    /// <summary>A constraint that has an index shares its name with it.</summary>
    private string NameOf(ConstraintDdl constraint) => constraint.Type is "p" or "u" or "x" ? _objects[constraint.Name] : constraint.Name;

    private TableName NameOf(SequenceDdl sequence) => _names[new TableName(sequence.Schema, sequence.Name)];

    /// <summary>Partitions follow a table that gets another name or schema; where it keeps its own, they keep theirs.</summary>
    private TableName FinalOf(string schema, string name) =>
        new(schema == Ddl.Schema ? Into.Schema : schema, _objects[name]);

    private static string OptionOf(string option)
    {
        var equals = option.IndexOf('=', StringComparison.Ordinal);
        return equals < 0 ? option : $"{option[..equals]} = {Identifier.Literal(option[(equals + 1)..])}";
    }
}
