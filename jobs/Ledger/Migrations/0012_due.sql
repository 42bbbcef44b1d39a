-- What prune looks for after every publication is found without reading a table's whole history.

create index run_shown on platform.run (source, schema_name, table_name, output, snapshot_time) where published_attempt is not null and pruned_at is null;

alter table platform.attempt add column series bigint;
comment on column platform.attempt.series is 'Hash of the source, schema, table and output of its run: attempts of a table are found without its runs.';

create function platform.series_of(source text, schema_name text, table_name text, output text) returns bigint language sql immutable set search_path = pg_catalog, pg_temp as $$
    select hashtextextended(concat_ws('/', source, schema_name, table_name, output), 0);
$$;

create function platform.note_series() returns trigger language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
    new.series := (select platform.series_of(r.source, r.schema_name, r.table_name, r.output) from platform.run r where r.run_id = new.run_id);
    return new;
end $$;

create trigger attempt_series before insert on platform.attempt for each row execute function platform.note_series();

update platform.attempt a set series = platform.series_of(r.source, r.schema_name, r.table_name, r.output) from platform.run r where r.run_id = a.run_id;

create index attempt_unseen on platform.attempt (series) where status in ('running', 'failed', 'lost', 'replaced', 'deleting');

do $$
begin
    revoke all on all functions in schema platform from public;
    if exists (select from pg_roles where rolname = 'platform_job') then
        grant execute on all functions in schema platform to platform_job;
    end if;
end $$;
