-- Claiming, keeping and giving back a run. Each function is one transaction in one round trip: a process that freezes never holds a lock here.
-- All may be called again with the same request when an answer was lost. Requests and answers are JSON objects; unknown members are ignored.

-- Grants the lease of a run and begins an attempt, or says why not: claimed | published | leased | decided | lost.
create function platform.claim(request jsonb) returns jsonb language plpgsql set search_path = pg_catalog, pg_temp as $$
declare
    the_run     platform.run;
    the_lease   platform.lease;
    the_attempt platform.attempt;
    needed      integer := (request ->> 'ledger_version')::integer;
    present     integer := (select max(number) from platform.migration);
    duration    interval := make_interval(secs => (request ->> 'lease_seconds')::double precision);
    intended    jsonb;
    answer      jsonb;
    is_own      boolean;
begin
    if needed > present then
        raise exception using errcode = 'PL002', message = format('the ledger is at version %s, this release needs %s', present, needed);
    end if;

    insert into platform.run (source, schema_name, table_name, output, snapshot_time)
    values (request ->> 'source', request ->> 'schema', request ->> 'table', request ->> 'output', (request ->> 'snapshot_time')::timestamptz)
    on conflict do nothing;
    select * into strict the_run from platform.run
    where (source, schema_name, table_name, output, snapshot_time)
        = (request ->> 'source', request ->> 'schema', request ->> 'table', request ->> 'output', (request ->> 'snapshot_time')::timestamptz)
    for update;

    -- Publications of this table that nobody alive is carrying out: whoever touches the table finishes them first.
    select coalesce(jsonb_agg(distinct p.publication_id), '[]'), coalesce(bool_or(m.run_id = the_run.run_id), false)
    into intended, is_own
    from platform.publication p
    join platform.publication_member m using (publication_id)
    join platform.run r using (run_id)
    left join platform.lease l on l.run_id = r.run_id and l.released_at is null and l.expires_at > clock_timestamp()
    where p.state = 'intended' and l.run_id is null
      and (r.source, r.schema_name, r.table_name) = (the_run.source, the_run.schema_name, the_run.table_name);

    answer := jsonb_build_object('run_id', the_run.run_id, 'intended', intended, 'ledger_time', clock_timestamp(),
        'publication_id', the_run.publication_id, 'published_attempt', the_run.published_attempt, 'location', the_run.location,
        'rows', the_run.rows, 'bytes', the_run.bytes, 'captured_at', the_run.captured_at, 'late', the_run.late);

    select * into the_lease from platform.lease where run_id = the_run.run_id for update;
    select * into the_attempt from platform.attempt where attempt_id = request ->> 'attempt';
    if found then
        if the_attempt.run_id = the_run.run_id and the_attempt.status = 'running'
           and the_lease.attempt_id = the_attempt.attempt_id and the_lease.released_at is null then
            update platform.lease set expires_at = clock_timestamp() + duration, heartbeat_at = clock_timestamp()
            where run_id = the_run.run_id returning * into the_lease;
            return answer || jsonb_build_object('outcome', 'claimed', 'attempt_number', the_attempt.number,
                'fencing', the_lease.fencing, 'expires_at', the_lease.expires_at);
        end if;
        return answer || '{"outcome": "lost"}';
    end if;

    if the_run.published_attempt is not null and not coalesce((request ->> 'force')::boolean, false) then
        return answer || '{"outcome": "published"}';
    end if;
    if the_lease.released_at is null and the_lease.expires_at > clock_timestamp() then
        return answer || jsonb_build_object('outcome', 'leased', 'holder', the_lease.holder, 'expires_at', the_lease.expires_at);
    end if;
    if is_own then
        return answer || '{"outcome": "decided"}';
    end if;

    update platform.attempt set status = 'lost', ended_at = clock_timestamp() where run_id = the_run.run_id and status = 'running';
    insert into platform.attempt (attempt_id, run_id, number, fencing, holder, job_id, version, prefix, entry_hash)
    values (request ->> 'attempt', the_run.run_id, the_run.attempts + 1, nextval('platform.fencing'),
            request ->> 'holder', request ->> 'job_id', request ->> 'version', request ->> 'prefix', request ->> 'entry_hash')
    returning * into the_attempt;
    insert into platform.lease (run_id, attempt_id, fencing, holder, expires_at)
    values (the_run.run_id, the_attempt.attempt_id, the_attempt.fencing, the_attempt.holder, clock_timestamp() + duration)
    on conflict (run_id) do update set attempt_id = excluded.attempt_id, fencing = excluded.fencing, holder = excluded.holder,
        acquired_at = clock_timestamp(), heartbeat_at = clock_timestamp(), expires_at = excluded.expires_at, released_at = null
    returning * into the_lease;
    update platform.run set status = 'running', attempts = attempts + 1, job_id = request ->> 'job_id',
        schedule = coalesce(request ->> 'schedule', schedule), next_run_at = coalesce((request ->> 'next_run_at')::timestamptz, next_run_at),
        entry_hash = request ->> 'entry_hash', started_at = coalesce(started_at, clock_timestamp()), last_run_at = clock_timestamp(),
        ended_at = null, metadata = metadata || coalesce(request -> 'metadata', '{}'), updated_at = clock_timestamp()
    where run_id = the_run.run_id;
    return answer || jsonb_build_object('outcome', 'claimed', 'attempt_number', the_attempt.number,
        'fencing', the_lease.fencing, 'expires_at', the_lease.expires_at);
end $$;

-- Prolongs leases, also expired ones that nobody has taken over. held is false as soon as one of them is another's.
create function platform.heartbeat(request jsonb) returns jsonb language plpgsql set search_path = pg_catalog, pg_temp as $$
declare
    prolonged integer;
    until     timestamptz;
begin
    with asked as (
        select * from jsonb_to_recordset(request -> 'leases') as l (run_id bigint, attempt text, fencing bigint)
    ), kept as (
        update platform.lease l set heartbeat_at = clock_timestamp(),
            expires_at = clock_timestamp() + make_interval(secs => (request ->> 'lease_seconds')::double precision)
        from asked
        where l.run_id = asked.run_id and l.attempt_id = asked.attempt and l.fencing = asked.fencing and l.released_at is null
        returning l.expires_at
    )
    select count(*), min(expires_at) into prolonged, until from kept;
    return jsonb_build_object('held', prolonged = jsonb_array_length(request -> 'leases'), 'expires_at', until, 'ledger_time', clock_timestamp());
end $$;

-- Ends an attempt that did not succeed and gives its lease back. An attempt that is decided cannot fail: only its error is noted.
create function platform.fail(request jsonb) returns jsonb language plpgsql set search_path = pg_catalog, pg_temp as $$
declare
    the_run     platform.run;
    the_attempt platform.attempt;
begin
    select r.* into the_run from platform.run r where r.run_id = (request ->> 'run_id')::bigint for update;
    select * into the_attempt from platform.attempt where attempt_id = request ->> 'attempt' and run_id = the_run.run_id;
    if not found or the_attempt.status not in ('running', 'decided') or the_attempt.fencing <> (request ->> 'fencing')::bigint then
        return jsonb_build_object('recorded', coalesce(the_attempt.status = 'failed', false), 'ledger_time', clock_timestamp());
    end if;
    update platform.attempt set
        status = case status when 'running' then 'failed' else status end,
        ended_at = case status when 'running' then clock_timestamp() end,
        error_type = request ->> 'error_type', error_stage = request ->> 'error_stage', error_message = request ->> 'error_message',
        error_hint = request ->> 'error_hint', exit_code = (request ->> 'exit_code')::integer
    where attempt_id = the_attempt.attempt_id;
    update platform.run set
        status = case when the_attempt.status = 'decided' then status when published_attempt is null then 'failed' else 'succeeded' end,
        ended_at = case when the_attempt.status = 'decided' then ended_at else clock_timestamp() end,
        error_type = request ->> 'error_type', error_stage = request ->> 'error_stage', error_message = request ->> 'error_message',
        error_hint = request ->> 'error_hint', exit_code = (request ->> 'exit_code')::integer, updated_at = clock_timestamp()
    where run_id = the_run.run_id;
    update platform.lease set released_at = clock_timestamp()
    where run_id = the_run.run_id and attempt_id = the_attempt.attempt_id and released_at is null;
    return jsonb_build_object('recorded', true, 'ledger_time', clock_timestamp());
end $$;

-- Notes what an attempt wrote and found. Only a running attempt is still finding.
create function platform.record(request jsonb) returns jsonb language plpgsql set search_path = pg_catalog, pg_temp as $$
declare
    the_attempt text := request ->> 'attempt';
begin
    perform from platform.attempt where attempt_id = the_attempt and status = 'running' for share;
    if not found then
        return jsonb_build_object('recorded', false, 'ledger_time', clock_timestamp());
    end if;
    insert into platform.part (attempt_id, number, key, bytes, rows, row_groups, checksum_algorithm, checksum)
    select the_attempt, p.* from jsonb_to_recordset(coalesce(request -> 'parts', '[]')) as p
        (number integer, key text, bytes bigint, rows bigint, row_groups integer, checksum_algorithm text, checksum text)
    on conflict do nothing;
    insert into platform.loss (attempt_id, column_name, kind, policy, count)
    select the_attempt, l.* from jsonb_to_recordset(coalesce(request -> 'losses', '[]')) as l
        ("column" text, kind text, policy text, count bigint)
    on conflict do nothing;
    insert into platform.check_result (attempt_id, number, name, kind, severity, passed, expected, found)
    select the_attempt, c.* from jsonb_to_recordset(coalesce(request -> 'checks', '[]')) as c
        (number integer, name text, kind text, severity text, passed boolean, expected text, found text)
    on conflict do nothing;
    return jsonb_build_object('recorded', true, 'ledger_time', clock_timestamp());
end $$;
