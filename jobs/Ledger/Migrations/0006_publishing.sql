-- The publication protocol: decide, send, finish. The decision lives here and the catalog follows.

-- A process whose clock is far from this one would sign requests that live too long, and misjudge lateness.
create function platform.clock_is_off(request jsonb) returns boolean language sql volatile set search_path = pg_catalog, pg_temp as $$
    select coalesce(abs(extract(epoch from clock_timestamp() - (request ->> 'process_time')::timestamptz)) > 30, true);
$$;

-- A catalog that outlived its ledger holds numbers this ledger has not given yet: they are skipped, so that a new publication is above them.
create function platform.skip_publications(above bigint) returns void language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
    if above <= (select last_value from platform.publication_publication_id_seq) then
        return;
    end if;
    perform pg_advisory_xact_lock(hashtextextended('platform.publication', 0));
    if above > (select last_value from platform.publication_publication_id_seq) then
        perform setval('platform.publication_publication_id_seq', above);
    end if;
end $$;

-- Step 3: decided | lease_lost | lease_expired | earlier_intended | clock_off. The commit of decided decides; from then on only rolling forward is legal.
create function platform.decide(request jsonb) returns jsonb language plpgsql set search_path = pg_catalog, pg_temp as $$
declare
    the_publication bigint;
    earlier         bigint;
    the_lease       platform.lease;
    member          record;
    replaces        boolean;
begin
    select publication_id into the_publication from platform.publication where decision_id = request ->> 'decision_id';
    if found then
        return jsonb_build_object('outcome', 'decided', 'publication_id', the_publication, 'ledger_time', clock_timestamp());
    end if;
    if platform.clock_is_off(request) then
        return jsonb_build_object('outcome', 'clock_off', 'ledger_time', clock_timestamp());
    end if;
    -- What is decided must survive a crash of this server, whatever the role's default is.
    perform set_config('synchronous_commit', 'on', true) where current_setting('synchronous_commit') in ('off', 'local');
    perform platform.skip_publications(coalesce((request ->> 'above')::bigint, 0));

    -- Always in order of run: two groups that share a run cannot lock each other out.
    perform from platform.run where run_id in (select (m ->> 'run_id')::bigint from jsonb_array_elements(request -> 'members') m)
    order by run_id for update;
    for member in
        select * from jsonb_to_recordset(request -> 'members') as m (run_id bigint, attempt text, fencing bigint) order by m.run_id
    loop
        select * into the_lease from platform.lease where run_id = member.run_id for update;
        if the_lease.fencing is distinct from member.fencing or the_lease.attempt_id <> member.attempt or the_lease.released_at is not null then
            return jsonb_build_object('outcome', 'lease_lost', 'holder', the_lease.holder, 'ledger_time', clock_timestamp());
        end if;
        if the_lease.expires_at <= clock_timestamp() then
            return jsonb_build_object('outcome', 'lease_expired', 'ledger_time', clock_timestamp());
        end if;
        select p.publication_id into earlier from platform.publication p join platform.publication_member m using (publication_id)
        where m.run_id = member.run_id and p.state = 'intended';
        if found then
            return jsonb_build_object('outcome', 'earlier_intended', 'publication_id', earlier, 'ledger_time', clock_timestamp());
        end if;
    end loop;

    select bool_or(r.published_attempt is not null) into replaces
    from platform.run r where r.run_id in (select (m ->> 'run_id')::bigint from jsonb_array_elements(request -> 'members') m);
    insert into platform.publication (decision_id, kind, decided_by)
    values (request ->> 'decision_id', case when replaces then 'replace' else 'publish' end, request ->> 'sender')
    returning publication_id into the_publication;
    insert into platform.publication_member (publication_id, run_id, attempt_id, pointer)
    select the_publication, m.run_id, m.attempt, m.pointer
    from jsonb_to_recordset(request -> 'members') as m (run_id bigint, attempt text, pointer jsonb);
    update platform.attempt a set status = 'decided', location = m.location, format = m.format, compression = m.compression,
        rows = m.rows, bytes = m.bytes, files = m.files, captured_at = m.captured_at, late = coalesce(m.late, false),
        schema_fingerprint = m.schema_fingerprint, database_snapshot = m.database_snapshot, metadata = coalesce(m.metadata, '{}')
    from jsonb_to_recordset(request -> 'members') as m (attempt text, location text, format text, compression text, rows bigint, bytes bigint,
        files integer, captured_at timestamptz, late boolean, schema_fingerprint text, database_snapshot jsonb, metadata jsonb)
    where a.attempt_id = m.attempt;
    return jsonb_build_object('outcome', 'decided', 'publication_id', the_publication, 'ledger_time', clock_timestamp());
end $$;

-- Step 4, before the catalog is told: send (with what to tell) | done | superseded | wait | deleting | clock_off.
-- settle_seconds is null for a catalog that compares publication numbers itself: there nobody has to wait for an earlier sender.
create function platform.send(request jsonb) returns jsonb language plpgsql set search_path = pg_catalog, pg_temp as $$
declare
    the_publication platform.publication;
    settled_at      timestamptz;
    the_number          bigint := (request ->> 'publication_id')::bigint;
    settle          interval := make_interval(secs => (request ->> 'settle_seconds')::double precision);
begin
    if platform.clock_is_off(request) then
        return jsonb_build_object('outcome', 'clock_off', 'ledger_time', clock_timestamp());
    end if;
    perform from platform.run where run_id in (select m.run_id from platform.publication_member m where m.publication_id = the_number)
    order by run_id for update;
    select * into strict the_publication from platform.publication where publication_id = the_number for update;
    if exists (select from platform.publication_member mine join platform.publication_member newer using (run_id)
               where mine.publication_id = the_number and newer.publication_id > the_number) then
        return jsonb_build_object('outcome', 'superseded', 'ledger_time', clock_timestamp());
    end if;
    if the_publication.state = 'done' then
        return jsonb_build_object('outcome', 'done', 'ledger_time', clock_timestamp());
    end if;
    if exists (select from platform.publication_member m join platform.attempt a using (attempt_id)
               where m.publication_id = the_number and a.status in ('deleting', 'deleted')) then
        return jsonb_build_object('outcome', 'deleting', 'ledger_time', clock_timestamp());
    end if;
    select max(s.sent_at + settle) into settled_at
    from platform.publication_member mine
    join platform.publication_member earlier on earlier.run_id = mine.run_id and earlier.publication_id < the_number
    join platform.publication_send s on s.publication_id = earlier.publication_id and s.finished_at is null
    where mine.publication_id = the_number;
    if settled_at > clock_timestamp() then
        return jsonb_build_object('outcome', 'wait', 'until', settled_at, 'ledger_time', clock_timestamp());
    end if;

    insert into platform.publication_send (publication_id, sender) values (the_number, request ->> 'sender')
    on conflict (publication_id, sender) do update set sent_at = clock_timestamp(), finished_at = null;
    update platform.publication set last_send_at = clock_timestamp() where publication_id = the_number;
    return jsonb_build_object('outcome', 'send', 'ledger_time', clock_timestamp(), 'members', (
        select jsonb_agg(jsonb_build_object('run_id', m.run_id, 'attempt', m.attempt_id, 'pointer', m.pointer,
            'source', r.source, 'schema', r.schema_name, 'table', r.table_name, 'output', r.output, 'snapshot_time', r.snapshot_time,
            'captured_at', a.captured_at, 'late', a.late, 'rows', a.rows, 'bytes', a.bytes, 'location', a.location, 'format', a.format,
            'entry_hash', a.entry_hash, 'database_snapshot', a.database_snapshot) order by m.run_id)
        from platform.publication_member m join platform.run r using (run_id) join platform.attempt a on a.attempt_id = m.attempt_id
        where m.publication_id = the_number));
end $$;

-- Step 5, after the catalog was read back: the publication is done, its runs succeeded, their leases released. done is true when it had been done before.
create function platform.finish(request jsonb) returns jsonb language plpgsql set search_path = pg_catalog, pg_temp as $$
declare
    the_number bigint := (request ->> 'publication_id')::bigint;
    member record;
    before text;
begin
    perform set_config('synchronous_commit', 'on', true) where current_setting('synchronous_commit') in ('off', 'local');
    perform from platform.run where run_id in (select m.run_id from platform.publication_member m where m.publication_id = the_number)
    order by run_id for update;
    select state into strict before from platform.publication where publication_id = the_number for update;
    update platform.publication_send set finished_at = clock_timestamp()
    where publication_id = the_number and sender = request ->> 'sender' and finished_at is null;
    if before = 'done' then
        return jsonb_build_object('done', true, 'ledger_time', clock_timestamp());
    end if;
    update platform.publication set state = 'done', done_at = clock_timestamp() where publication_id = the_number;
    for member in select * from platform.publication_member where publication_id = the_number loop
        update platform.attempt set status = 'replaced' where run_id = member.run_id and status = 'published' and attempt_id <> member.attempt_id;
        update platform.attempt set status = 'published', ended_at = coalesce(ended_at, clock_timestamp()),
            error_type = null, error_stage = null, error_message = null, error_hint = null, exit_code = null
        where attempt_id = member.attempt_id;
        update platform.run r set status = 'succeeded', published_attempt = a.attempt_id, publication_id = the_number, location = a.location,
            format = a.format, compression = a.compression, rows = a.rows, bytes = a.bytes, files = a.files, captured_at = a.captured_at,
            late = a.late, schema_fingerprint = a.schema_fingerprint, database_snapshot = a.database_snapshot, metadata = r.metadata || a.metadata,
            error_type = null, error_stage = null, error_message = null, error_hint = null, exit_code = null,
            ended_at = clock_timestamp(), updated_at = clock_timestamp()
        from platform.attempt a
        where r.run_id = member.run_id and a.attempt_id = member.attempt_id;
        update platform.lease set released_at = clock_timestamp()
        where run_id = member.run_id and attempt_id = member.attempt_id and released_at is null;
    end loop;
    return jsonb_build_object('done', false, 'ledger_time', clock_timestamp());
end $$;
