-- As before, but whether a lease has run out is judged once. Judged twice, it could run out in between: a run whose decision still stood in the ledger was then claimed
-- anew, which the unique index on unfinished attempts refused.
-- Grants the lease of a run and begins an attempt, or says why not: claimed | published | leased | decided | lost.
create or replace function platform.claim(request jsonb) returns jsonb language plpgsql set search_path = pg_catalog, pg_temp as $$
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
    moment      timestamptz;
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

    select * into the_lease from platform.lease where run_id = the_run.run_id for update;
    moment := clock_timestamp();

    -- Publications of this table that nobody alive is carrying out: whoever touches the table finishes them first.
    select coalesce(jsonb_agg(distinct p.publication_id), '[]'), coalesce(bool_or(m.run_id = the_run.run_id), false)
    into intended, is_own
    from platform.publication p
    join platform.publication_member m using (publication_id)
    join platform.run r using (run_id)
    left join platform.lease l on l.run_id = r.run_id and l.released_at is null and l.expires_at > moment
    where p.state = 'intended' and l.run_id is null
      and (r.source, r.schema_name, r.table_name) = (the_run.source, the_run.schema_name, the_run.table_name);

    answer := jsonb_build_object('run_id', the_run.run_id, 'intended', intended, 'ledger_time', clock_timestamp(),
        'publication_id', the_run.publication_id, 'published_attempt', the_run.published_attempt, 'location', the_run.location,
        'rows', the_run.rows, 'bytes', the_run.bytes, 'captured_at', the_run.captured_at, 'late', the_run.late);

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

    if the_run.published_attempt is not null and the_run.pruned_at is null and not coalesce((request ->> 'force')::boolean, false) then
        return answer || '{"outcome": "published"}';
    end if;
    if the_lease.released_at is null and the_lease.expires_at > moment then
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
