-- A group moves as one: rolled back, held at a time, and published anew by repair, with the tables that its publication has.

-- The newest publication that showed an attempt; null where none did.
create function platform.publication_of(the_attempt text) returns bigint language sql stable set search_path = pg_catalog, pg_temp as $$
    select max(m.publication_id) from platform.publication_member m join platform.publication p using (publication_id)
    where m.attempt_id = the_attempt and p.kind <> 'remove';
$$;

-- The runs that a publication is shown by: its members, but those that another publication has moved on since, or prune has taken away.
create function platform.shown_by(the_publication bigint) returns bigint[] language sql stable set search_path = pg_catalog, pg_temp as $$
    select array_agg(r.run_id order by r.run_id) from platform.publication_member m join platform.run r using (run_id)
    where m.publication_id = the_publication and r.publication_id = the_publication and r.pruned_at is null;
$$;

-- Where a rollback goes: the attempt that was asked for, else the newest replaced one before the published; null where there is none.
create function platform.rollback_target(the_run platform.run, asked text) returns platform.attempt language sql stable set search_path = pg_catalog, pg_temp as $$
    select a from platform.attempt a
    where a.run_id = the_run.run_id and case
        when asked is not null then a.attempt_id = asked
        else a.status = 'replaced' and a.number <= (select shown.number from platform.attempt shown where shown.attempt_id = the_run.published_attempt) end
    order by a.number desc limit 1;
$$;

-- Decides that an earlier, kept attempt is the snapshot again, and with it those of the tables that were published together with it:
-- decided | unknown | none_kept | already | deleting | incomplete | group_changed | intended | leased | clock_off. Without an attempt it is the one before the published one.
create or replace function platform.rollback(request jsonb) returns jsonb language plpgsql set search_path = pg_catalog, pg_temp as $$
declare
    the_run         platform.run;
    the_attempt     platform.attempt;
    the_lease       platform.lease;
    the_publication bigint;
    source_of       bigint;
    moving          bigint[];
    unfinished      bigint[];
    other           text;
begin
    select m.publication_id, m.attempt_id into the_publication, the_attempt.attempt_id
    from platform.publication p join platform.publication_member m using (publication_id) join platform.run r using (run_id)
    where p.decision_id = request ->> 'decision_id'
      and (r.source, r.schema_name, r.table_name, r.output) = (request ->> 'source', request ->> 'schema', request ->> 'table', request ->> 'output');
    if found then
        return jsonb_build_object('outcome', 'decided', 'publication_id', the_publication, 'attempt', the_attempt.attempt_id, 'ledger_time', clock_timestamp());
    end if;
    if platform.clock_is_off(request) then
        return jsonb_build_object('outcome', 'clock_off', 'ledger_time', clock_timestamp());
    end if;
    perform set_config('synchronous_commit', 'on', true) where current_setting('synchronous_commit') in ('off', 'local');

    -- Twice: which runs to lock is known only from what they hold. Always in order of run, as decide does.
    for round in 1 .. 2 loop
        select * into the_run from platform.run
        where (source, schema_name, table_name, output, snapshot_time)
            = (request ->> 'source', request ->> 'schema', request ->> 'table', request ->> 'output', (request ->> 'snapshot_time')::timestamptz);
        the_attempt := platform.rollback_target(the_run, request ->> 'attempt');
        source_of := platform.publication_of(the_attempt.attempt_id);
        if round = 2 and moving is distinct from (select array_agg(distinct run_id order by run_id) from (
            select the_run.run_id union select run_id from platform.publication_member where publication_id = source_of) m) then
            raise exception using errcode = '40001', message = 'another publication came in between';
        end if;
        select array_agg(distinct run_id order by run_id) into moving from (
            select the_run.run_id union select run_id from platform.publication_member where publication_id = source_of) m;
        perform from platform.run where run_id = any (moving) order by run_id for update;
    end loop;

    select array_agg(distinct i order by i) into unfinished from unnest(moving) run, unnest(platform.intended_of(run)) i;
    if unfinished is not null then
        return jsonb_build_object('outcome', 'intended', 'intended', unfinished, 'ledger_time', clock_timestamp());
    end if;
    if the_run.published_attempt is null then
        return jsonb_build_object('outcome', 'unknown', 'ledger_time', clock_timestamp());
    end if;
    for the_lease in select * from platform.lease where run_id = any (moving) order by run_id for update loop
        if the_lease.released_at is null and the_lease.expires_at > clock_timestamp() then
            return jsonb_build_object('outcome', 'leased', 'holder', the_lease.holder, 'until', the_lease.expires_at, 'ledger_time', clock_timestamp());
        end if;
    end loop;
    if the_attempt.attempt_id is null then
        return jsonb_build_object('outcome', case when request ->> 'attempt' is null then 'none_kept' else 'unknown' end,
            'attempt', coalesce(request ->> 'attempt', the_run.published_attempt), 'ledger_time', clock_timestamp());
    end if;
    if the_attempt.status not in ('replaced', 'published') or not exists (
        select from platform.publication_member m join platform.attempt a using (attempt_id) where m.publication_id = source_of and a.status <> 'published')
    then
        return jsonb_build_object('attempt', the_attempt.attempt_id, 'status', the_attempt.status, 'ledger_time', clock_timestamp(), 'outcome',
            case when the_attempt.status = 'published' then 'already' when the_attempt.status in ('deleting', 'deleted') then 'deleting' else 'incomplete' end);
    end if;
    select a.attempt_id into other from platform.publication_member m join platform.attempt a using (attempt_id)
    where m.publication_id = source_of and a.status not in ('replaced', 'published') order by m.run_id limit 1;
    if found then
        return jsonb_build_object('outcome', 'deleting', 'attempt', other, 'ledger_time', clock_timestamp());
    end if;
    -- A table that is shown together with this one, and was not together with the earlier attempt, would be left behind.
    select string_agg(format('%s.%s', r.schema_name, r.table_name), ', ' order by r.schema_name, r.table_name) into other
    from platform.publication_member m join platform.run r using (run_id)
    where m.publication_id = the_run.publication_id and r.publication_id = the_run.publication_id and r.pruned_at is null and r.run_id <> all (moving);
    if other is not null then
        return jsonb_build_object('outcome', 'group_changed', 'attempt', the_attempt.attempt_id, 'holder', other, 'ledger_time', clock_timestamp());
    end if;

    -- A process that is still asleep over these runs loses them here: its attempts are lost, its leases given back.
    update platform.attempt set status = 'lost', ended_at = clock_timestamp() where run_id = any (moving) and status = 'running';
    update platform.lease set released_at = clock_timestamp() where run_id = any (moving) and released_at is null;
    perform platform.skip_publications(coalesce((request ->> 'above')::bigint, 0));
    insert into platform.publication (decision_id, kind, decided_by) values (request ->> 'decision_id', 'rollback', request ->> 'sender')
    returning publication_id into the_publication;
    insert into platform.publication_member (publication_id, run_id, attempt_id, pointer)
    select the_publication, m.run_id, m.attempt_id, m.pointer from platform.publication_member m where m.publication_id = source_of;
    return jsonb_build_object('outcome', 'decided', 'publication_id', the_publication, 'attempt', the_attempt.attempt_id,
        'replaces', the_run.published_attempt, 'ledger_time', clock_timestamp());
end $$;

-- Decides that what a run shows, and what was published together with it, is published anew, so that the catalog is told by the protocol and with a number of its own:
-- decided | changed | intended | leased | clock_off.
create or replace function platform.reaffirm(request jsonb) returns jsonb language plpgsql set search_path = pg_catalog, pg_temp as $$
declare
    shown           bigint := (request ->> 'publication_id')::bigint;
    the_run         platform.run;
    the_publication bigint;
    moving          bigint[];
begin
    select publication_id into the_publication from platform.publication where decision_id = request ->> 'decision_id';
    if found then
        return jsonb_build_object('outcome', 'decided', 'publication_id', the_publication, 'ledger_time', clock_timestamp());
    end if;
    if platform.clock_is_off(request) then
        return jsonb_build_object('outcome', 'clock_off', 'ledger_time', clock_timestamp());
    end if;
    perform set_config('synchronous_commit', 'on', true) where current_setting('synchronous_commit') in ('off', 'local');

    perform from platform.run where run_id in (select m.run_id from platform.publication_member m where m.publication_id = shown) order by run_id for update;
    moving := platform.shown_by(shown);
    if exists (select from unnest(moving) run where platform.intended_of(run) <> '{}') then
        return jsonb_build_object('outcome', 'intended', 'ledger_time', clock_timestamp());
    end if;
    if moving is null or (request ->> 'run_id')::bigint <> all (moving) then
        return jsonb_build_object('outcome', 'changed', 'ledger_time', clock_timestamp());
    end if;
    perform from platform.lease where run_id = any (moving) order by run_id for update;
    if exists (select from platform.lease where run_id = any (moving) and released_at is null and expires_at > clock_timestamp()) then
        return jsonb_build_object('outcome', 'leased', 'ledger_time', clock_timestamp());
    end if;

    perform platform.skip_publications(coalesce((request ->> 'above')::bigint, 0));
    insert into platform.publication (decision_id, kind, decided_by) values (request ->> 'decision_id', 'replace', request ->> 'sender')
    returning publication_id into the_publication;
    insert into platform.publication_member (publication_id, run_id, attempt_id, pointer)
    select the_publication, m.run_id, m.attempt_id, m.pointer from platform.publication_member m where m.publication_id = shown and m.run_id = any (moving);
    return jsonb_build_object('outcome', 'decided', 'publication_id', the_publication, 'ledger_time', clock_timestamp());
end $$;

-- Holds _latest of a table, and of those that were published together with it, at a published snapshot: pinned | unknown | intended. The catalog follows.
create or replace function platform.hold_latest(request jsonb) returns jsonb language plpgsql set search_path = pg_catalog, pg_temp as $$
declare
    the_run    platform.run;
    unfinished bigint[];
begin
    for round in 1 .. 2 loop
        select * into the_run from platform.run
        where (source, schema_name, table_name, output, snapshot_time)
            = (request ->> 'source', request ->> 'schema', request ->> 'table', request ->> 'output', (request ->> 'snapshot_time')::timestamptz);
        perform from platform.run where run_id = the_run.run_id or run_id = any (platform.shown_by(the_run.publication_id)) order by run_id for update;
    end loop;
    select array_agg(distinct i order by i) into unfinished
    from unnest(array_append(platform.shown_by(the_run.publication_id), the_run.run_id)) run, unnest(platform.intended_of(run)) i;
    if unfinished is not null then
        return jsonb_build_object('outcome', 'intended', 'intended', unfinished, 'ledger_time', clock_timestamp());
    end if;
    if the_run.published_attempt is null or the_run.pruned_at is not null then
        return jsonb_build_object('outcome', 'unknown', 'ledger_time', clock_timestamp());
    end if;
    insert into platform.pin (source, schema_name, table_name, output, run_id, pinned_by)
    select r.source, r.schema_name, r.table_name, r.output, r.run_id, request ->> 'holder' from platform.run r where r.run_id = any (platform.shown_by(the_run.publication_id))
    on conflict (source, schema_name, table_name, output) do update set run_id = excluded.run_id,
        pinned_at = clock_timestamp(), pinned_by = excluded.pinned_by, unpinned_at = null;
    return jsonb_build_object('outcome', 'pinned', 'ledger_time', clock_timestamp());
end $$;

-- Lets _latest go on again, of a table and of those that are held together with it: unpinned | unknown, where it was not pinned. Called after the catalog was told.
create or replace function platform.release_latest(request jsonb) returns jsonb language plpgsql set search_path = pg_catalog, pg_temp as $$
declare
    held bigint := (
        select p.run_id from platform.pin p
        where (p.source, p.schema_name, p.table_name, p.output) = (request ->> 'source', request ->> 'schema', request ->> 'table', request ->> 'output') and p.unpinned_at is null);
begin
    update platform.pin set unpinned_at = clock_timestamp()
    where unpinned_at is null and (run_id = held or run_id = any (platform.shown_by((select r.publication_id from platform.run r where r.run_id = held))));
    return jsonb_build_object('outcome', case when held is null then 'unknown' else 'unpinned' end, 'ledger_time', clock_timestamp());
end $$;

do $$
begin
    revoke all on all functions in schema platform from public;
    if exists (select from pg_roles where rolname = 'platform_job') then
        grant execute on all functions in schema platform to platform_job;
    end if;
end $$;
