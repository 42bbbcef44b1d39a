-- Operating: going back to an earlier attempt, and pinning _latest. Each function is one transaction in one round trip and may be called again, as those of a run.

alter table platform.run add column pruned_at timestamptz;
comment on column platform.run.pruned_at is 'When prune took the snapshot out of the catalog, because keep no longer names it; null while readers see it.';

create function platform.forget_pruning() returns trigger language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
    new.pruned_at := null;
    return new;
end $$;

-- A publication after the pruning (a rollback, an hour made anew) brings the snapshot back.
create trigger run_published_again before update on platform.run
    for each row when (new.publication_id is distinct from old.publication_id) execute function platform.forget_pruning();

create table platform.pin (
    source      text not null,
    schema_name text not null,
    table_name  text not null,
    output      text not null,
    run_id      bigint not null references platform.run,
    pinned_at   timestamptz not null default clock_timestamp(),
    pinned_by   text not null,
    unpinned_at timestamptz,
    primary key (source, schema_name, table_name, output)
);

comment on table platform.pin is 'Tables whose _latest a person holds at one snapshot time, which prune then leaves; the row stays, with unpinned_at, when it is let go.';
comment on column platform.pin.pinned_by is 'Host and process id.';

-- Publications of a run that are decided and not carried out.
create function platform.intended_of(the_run bigint) returns bigint[] language sql stable set search_path = pg_catalog, pg_temp as $$
    select coalesce(array_agg(p.publication_id order by p.publication_id), '{}')
    from platform.publication p join platform.publication_member m using (publication_id)
    where m.run_id = the_run and p.state = 'intended';
$$;

-- Decides that an earlier, kept attempt is the snapshot again: decided | unknown | none_kept | already | deleting | incomplete | intended | leased | clock_off.
-- Without an attempt it is the one before the published one.
create function platform.rollback(request jsonb) returns jsonb language plpgsql set search_path = pg_catalog, pg_temp as $$
declare
    the_run         platform.run;
    the_lease       platform.lease;
    the_attempt     platform.attempt;
    the_publication bigint;
begin
    select m.publication_id, a.attempt_id into the_publication, the_attempt.attempt_id
    from platform.publication p join platform.publication_member m using (publication_id) join platform.attempt a using (attempt_id)
    where p.decision_id = request ->> 'decision_id';
    if found then
        return jsonb_build_object('outcome', 'decided', 'publication_id', the_publication, 'attempt', the_attempt.attempt_id, 'ledger_time', clock_timestamp());
    end if;
    if platform.clock_is_off(request) then
        return jsonb_build_object('outcome', 'clock_off', 'ledger_time', clock_timestamp());
    end if;
    perform set_config('synchronous_commit', 'on', true) where current_setting('synchronous_commit') in ('off', 'local');

    select * into the_run from platform.run
    where (source, schema_name, table_name, output, snapshot_time)
        = (request ->> 'source', request ->> 'schema', request ->> 'table', request ->> 'output', (request ->> 'snapshot_time')::timestamptz)
    for update;
    if platform.intended_of(the_run.run_id) <> '{}' then
        return jsonb_build_object('outcome', 'intended', 'intended', platform.intended_of(the_run.run_id), 'ledger_time', clock_timestamp());
    end if;
    if the_run.published_attempt is null then
        return jsonb_build_object('outcome', 'unknown', 'ledger_time', clock_timestamp());
    end if;
    select * into the_lease from platform.lease where run_id = the_run.run_id for update;
    if the_lease.released_at is null and the_lease.expires_at > clock_timestamp() then
        return jsonb_build_object('outcome', 'leased', 'holder', the_lease.holder, 'until', the_lease.expires_at, 'ledger_time', clock_timestamp());
    end if;

    if request ->> 'attempt' is null then
        select a.* into the_attempt from platform.attempt a
        where a.run_id = the_run.run_id and a.status = 'replaced'
          and a.number <= (select number from platform.attempt where attempt_id = the_run.published_attempt)
        order by a.number desc limit 1;
        if not found then
            return jsonb_build_object('outcome', 'none_kept', 'attempt', the_run.published_attempt, 'ledger_time', clock_timestamp());
        end if;
    else
        select a.* into the_attempt from platform.attempt a where a.run_id = the_run.run_id and a.attempt_id = request ->> 'attempt';
        if not found then
            return jsonb_build_object('outcome', 'unknown', 'attempt', request ->> 'attempt', 'ledger_time', clock_timestamp());
        end if;
    end if;
    if the_attempt.status <> 'replaced' then
        return jsonb_build_object('attempt', the_attempt.attempt_id, 'status', the_attempt.status, 'ledger_time', clock_timestamp(), 'outcome',
            case when the_attempt.status = 'published' then 'already' when the_attempt.status in ('deleting', 'deleted') then 'deleting' else 'incomplete' end);
    end if;

    -- A process that is still asleep over this run loses it here: its attempt is lost, its lease given back.
    update platform.attempt set status = 'lost', ended_at = clock_timestamp() where run_id = the_run.run_id and status = 'running';
    update platform.lease set released_at = clock_timestamp() where run_id = the_run.run_id and released_at is null;
    perform platform.skip_publications(coalesce((request ->> 'above')::bigint, 0));
    insert into platform.publication (decision_id, kind, decided_by) values (request ->> 'decision_id', 'rollback', request ->> 'sender')
    returning publication_id into the_publication;
    insert into platform.publication_member (publication_id, run_id, attempt_id, pointer)
    select the_publication, the_run.run_id, the_attempt.attempt_id, m.pointer
    from platform.publication_member m join platform.publication p using (publication_id)
    where m.attempt_id = the_attempt.attempt_id and p.kind <> 'remove' and p.publication_id <> the_publication
    order by m.publication_id desc limit 1;
    return jsonb_build_object('outcome', 'decided', 'publication_id', the_publication, 'attempt', the_attempt.attempt_id,
        'replaces', the_run.published_attempt, 'ledger_time', clock_timestamp());
end $$;

-- Holds _latest of a table at a published snapshot: pinned | unknown | intended. The catalog follows.
create function platform.hold_latest(request jsonb) returns jsonb language plpgsql set search_path = pg_catalog, pg_temp as $$
declare
    the_run platform.run;
begin
    select * into the_run from platform.run
    where (source, schema_name, table_name, output, snapshot_time)
        = (request ->> 'source', request ->> 'schema', request ->> 'table', request ->> 'output', (request ->> 'snapshot_time')::timestamptz)
    for update;
    if platform.intended_of(the_run.run_id) <> '{}' then
        return jsonb_build_object('outcome', 'intended', 'intended', platform.intended_of(the_run.run_id), 'ledger_time', clock_timestamp());
    end if;
    if the_run.published_attempt is null or the_run.pruned_at is not null then
        return jsonb_build_object('outcome', 'unknown', 'ledger_time', clock_timestamp());
    end if;
    insert into platform.pin (source, schema_name, table_name, output, run_id, pinned_by)
    values (the_run.source, the_run.schema_name, the_run.table_name, the_run.output, the_run.run_id, request ->> 'holder')
    on conflict (source, schema_name, table_name, output) do update set run_id = excluded.run_id,
        pinned_at = clock_timestamp(), pinned_by = excluded.pinned_by, unpinned_at = null;
    return jsonb_build_object('outcome', 'pinned', 'ledger_time', clock_timestamp());
end $$;

-- Lets _latest go on again: unpinned | unknown, where it was not pinned. Called after the catalog was told.
create function platform.release_latest(request jsonb) returns jsonb language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
    update platform.pin set unpinned_at = clock_timestamp()
    where (source, schema_name, table_name, output) = (request ->> 'source', request ->> 'schema', request ->> 'table', request ->> 'output') and unpinned_at is null;
    return jsonb_build_object('outcome', case when found then 'unpinned' else 'unknown' end, 'ledger_time', clock_timestamp());
end $$;

drop view platform.status;
create view platform.status as
select r.run_id, r.source, r.schema_name, r.table_name, r.output, r.snapshot_time, r.schedule, r.status,
    case when r.status = 'running' and (l.released_at is not null or l.expires_at <= clock_timestamp()) then true else false end as stale,
    r.attempts, r.published_attempt, r.publication_id, r.location, r.format, r.compression, r.rows, r.bytes, r.files,
    r.captured_at, extract(epoch from r.lateness)::double precision as lateness_seconds, r.late, r.pruned_at,
    p.run_id is not null as pinned,
    r.started_at, r.last_run_at, r.ended_at,
    extract(epoch from coalesce(a.ended_at, clock_timestamp()) - a.started_at)::double precision as duration_seconds,
    r.next_run_at, r.error_type, r.error_stage, r.error_message, r.error_hint, r.exit_code,
    r.job_id, case when l.released_at is null then l.holder end as holder, case when l.released_at is null then l.expires_at end as lease_expires_at,
    r.entry_hash, r.schema_fingerprint, r.database_snapshot, r.metadata
from platform.run r
left join platform.lease l using (run_id)
left join platform.attempt a on a.run_id = r.run_id and a.number = r.attempts
left join platform.pin p on p.run_id = r.run_id and p.unpinned_at is null;

comment on view platform.status is 'Every run with its lease: what platform status shows.';
comment on column platform.status.stale is 'Running by its row, but its holder''s lease is over: the next run takes it over or finishes its publication.';
comment on column platform.status.duration_seconds is 'Of the latest attempt, so far.';
comment on column platform.status.pinned is 'A person holds _latest of the table at this snapshot.';

do $$
begin
    revoke all on all functions in schema platform from public;
    if exists (select from pg_roles where rolname = 'platform_job') then
        grant select, insert, update on platform.pin to platform_job;
        grant select on platform.status to platform_job;
        grant execute on all functions in schema platform to platform_job;
    end if;
end $$;
