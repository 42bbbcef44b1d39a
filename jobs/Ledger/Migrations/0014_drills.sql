-- Drills: snapshots that were restored where nobody looks, proved and dropped again, to know that it can be done and how long it takes.

create table platform.drill (
    drill_id         bigint generated always as identity primary key,
    source           text not null,
    schema_name      text not null,
    table_name       text not null,
    snapshot_time    timestamptz not null,
    location         text not null,
    target           text not null,
    status           text not null check (status in ('proved', 'failed')),
    recovery_seconds double precision not null check (recovery_seconds >= 0),
    rows             bigint,
    bytes            bigint,
    error_type       text,
    error_message    text,
    error_hint       text,
    ended_at         timestamptz not null default clock_timestamp(),
    check ((status = 'failed') = (error_type is not null)));
create index drill_table on platform.drill (source, schema_name, table_name, ended_at);
comment on table platform.drill is 'Snapshots that were restored into a scratch schema, proved and dropped again.';
comment on column platform.drill.target is 'The name that a person gave the database; its URL is not kept.';
comment on column platform.drill.recovery_seconds is 'From the start of the restore to the proof of the restored table with its indexes and keys, or to the failure.';
comment on column platform.drill.bytes is 'Of the snapshot''s files.';

create function platform.note_drill(drill jsonb) returns jsonb language sql set search_path = pg_catalog, pg_temp as $$
    insert into platform.drill (source, schema_name, table_name, snapshot_time, location, target, status, recovery_seconds, rows, bytes, error_type, error_message, error_hint)
    select d.source, d.schema_name, d.table_name, d.snapshot_time, d.location, d.target, d.status, d.recovery_seconds, d.rows, d.bytes, d.error_type, d.error_message, d.error_hint
    from jsonb_populate_record(null::platform.drill, drill) d
    returning jsonb_build_object('drill_id', drill_id);
$$;

do $$
begin
    revoke all on all functions in schema platform from public;
    if exists (select from pg_roles where rolname = 'platform_job') then
        grant select, insert on platform.drill to platform_job;
        grant execute on all functions in schema platform to platform_job;
    end if;
end $$;
