-- Retention: taking thinned snapshots out of the catalog, then deleting the files of attempts that nothing refers to; and files that several attempts share.

alter table platform.publication drop constraint publication_kind_check;
alter table platform.publication add constraint publication_kind_check check (kind in ('publish', 'replace', 'rollback', 'remove'));
comment on column platform.publication.kind is 'publish (the first of its runs), replace (forced), rollback (to an earlier attempt) or remove (by prune, out of the catalog).';

alter table platform.attempt add column files_of text references platform.attempt, add column deleting_at timestamptz, add column deleted_at timestamptz;
create index attempt_sharing on platform.attempt (files_of) where files_of is not null;
comment on column platform.attempt.files_of is 'The attempt whose files this one points at, because its own proved equal (dedupe); null where it has its own.';
comment on column platform.attempt.deleting_at is 'When prune marked it: from then on nothing may refer to it again.';

-- What is being deleted is shown by nobody, about to be shown by nobody, and lends its files to nobody: whoever writes.
create function platform.refuse_deleting() returns trigger language plpgsql set search_path = pg_catalog, pg_temp as $$
declare
    reason text;
begin
    select case
        when exists (select from platform.run r where r.run_id = new.run_id and r.published_attempt = new.attempt_id and r.pruned_at is null) then 'readers see it'
        when exists (select from platform.publication p join platform.publication_member m using (publication_id)
                     where m.attempt_id = new.attempt_id and p.state = 'intended') then 'a publication of it is not carried out yet'
        when exists (select from platform.attempt other
                     where other.files_of = new.attempt_id and other.status in ('running', 'decided', 'published', 'replaced')) then 'another attempt points at its files'
    end into reason;
    if reason is not null then
        raise exception using errcode = 'PL001', message = format('platform.attempt: %s may not be deleted, %s', new.attempt_id, reason);
    end if;
    new.deleting_at := clock_timestamp();
    return new;
end $$;

create trigger attempt_deleting before update of status on platform.attempt
    for each row when (new.status = 'deleting' and old.status <> 'deleting') execute function platform.refuse_deleting();

-- Since when an attempt has had nothing to do with anybody: its end, its last heartbeat, or, where readers saw it, the last publication that touched its run.
create function platform.quiet_since(the_attempt platform.attempt) returns timestamptz language sql stable set search_path = pg_catalog, pg_temp as $$
    select greatest(the_attempt.started_at, the_attempt.ended_at,
        (select l.heartbeat_at from platform.lease l where l.run_id = the_attempt.run_id and l.attempt_id = the_attempt.attempt_id),
        (select max(coalesce(p.done_at, p.intended_at)) from platform.publication p join platform.publication_member m using (publication_id)
         where m.run_id = the_attempt.run_id and the_attempt.status in ('published', 'replaced')));
$$;

-- Decides that a thinned snapshot leaves the catalog: decided | changed | newest | pinned | young | intended | leased | clock_off.
create function platform.remove(request jsonb) returns jsonb language plpgsql set search_path = pg_catalog, pg_temp as $$
declare
    the_run         platform.run;
    the_lease       platform.lease;
    the_attempt     platform.attempt;
    the_publication bigint;
    grace           interval := make_interval(secs => (request ->> 'grace_seconds')::double precision);
    refusal         text;
begin
    select publication_id into the_publication from platform.publication where decision_id = request ->> 'decision_id';
    if found then
        return jsonb_build_object('outcome', 'decided', 'publication_id', the_publication, 'ledger_time', clock_timestamp());
    end if;
    if platform.clock_is_off(request) then
        return jsonb_build_object('outcome', 'clock_off', 'ledger_time', clock_timestamp());
    end if;
    perform set_config('synchronous_commit', 'on', true) where current_setting('synchronous_commit') in ('off', 'local');

    select r.* into strict the_run from platform.run r where r.run_id = (request ->> 'run_id')::bigint for update;
    select * into the_lease from platform.lease where run_id = the_run.run_id for update;
    select * into strict the_attempt from platform.attempt where attempt_id = request ->> 'attempt';
    select case
        when the_run.published_attempt is distinct from the_attempt.attempt_id or the_run.pruned_at is not null then 'changed'
        when platform.intended_of(the_run.run_id) <> '{}' then 'intended'
        when the_lease.released_at is null and the_lease.expires_at > clock_timestamp() then 'leased'
        when not exists (select from platform.run newer
                         where (newer.source, newer.schema_name, newer.table_name, newer.output) = (the_run.source, the_run.schema_name, the_run.table_name, the_run.output)
                           and newer.snapshot_time > the_run.snapshot_time and newer.published_attempt is not null and newer.pruned_at is null) then 'newest'
        when exists (select from platform.pin p where p.run_id = the_run.run_id and p.unpinned_at is null) then 'pinned'
        when platform.quiet_since(the_attempt) > clock_timestamp() - grace then 'young'
    end into refusal;
    if refusal is not null then
        return jsonb_build_object('outcome', refusal, 'ledger_time', clock_timestamp());
    end if;

    perform platform.skip_publications(coalesce((request ->> 'above')::bigint, 0));
    insert into platform.publication (decision_id, kind, decided_by) values (request ->> 'decision_id', 'remove', request ->> 'sender')
    returning publication_id into the_publication;
    insert into platform.publication_member (publication_id, run_id, attempt_id, pointer)
    select the_publication, the_run.run_id, the_attempt.attempt_id, m.pointer || '{"remove": true}'
    from platform.publication_member m
    where m.publication_id = the_run.publication_id and m.run_id = the_run.run_id;
    return jsonb_build_object('outcome', 'decided', 'publication_id', the_publication, 'ledger_time', clock_timestamp());
end $$;

-- After the partition is gone: the removal is done, the snapshot pruned, its attempt kept until its files are deleted.
create function platform.removed(request jsonb) returns jsonb language plpgsql set search_path = pg_catalog, pg_temp as $$
declare
    the_number bigint := (request ->> 'publication_id')::bigint;
    before     text;
begin
    perform from platform.run where run_id in (select m.run_id from platform.publication_member m where m.publication_id = the_number) order by run_id for update;
    select state into strict before from platform.publication where publication_id = the_number for update;
    update platform.publication_send set finished_at = clock_timestamp()
    where publication_id = the_number and sender = request ->> 'sender' and finished_at is null;
    if before = 'done' then
        return jsonb_build_object('done', true, 'ledger_time', clock_timestamp());
    end if;
    update platform.publication set state = 'done', done_at = clock_timestamp() where publication_id = the_number;
    update platform.attempt set status = 'replaced'
    where attempt_id in (select m.attempt_id from platform.publication_member m where m.publication_id = the_number) and status = 'published';
    update platform.run set pruned_at = clock_timestamp(), updated_at = clock_timestamp()
    where run_id in (select m.run_id from platform.publication_member m where m.publication_id = the_number);
    return jsonb_build_object('done', false, 'ledger_time', clock_timestamp());
end $$;

-- Marks an attempt whose files may be deleted: deleting (also when it was marked before) | deleted | unknown | in_use | intended | shared | young.
-- An attempt that still runs by its row, while its lease has been over for the grace period, is lost: its process went away without a word.
create function platform.mark_deleting(request jsonb) returns jsonb language plpgsql set search_path = pg_catalog, pg_temp as $$
declare
    the_run     platform.run;
    the_lease   platform.lease;
    the_attempt platform.attempt;
    grace       interval := make_interval(secs => (request ->> 'grace_seconds')::double precision);
    refusal     text;
begin
    select r.* into the_run from platform.run r join platform.attempt a using (run_id) where a.attempt_id = request ->> 'attempt' for update of r;
    if not found then
        return jsonb_build_object('outcome', 'unknown', 'ledger_time', clock_timestamp());
    end if;
    select * into the_lease from platform.lease where run_id = the_run.run_id for update;
    -- Waits for whoever is about to point at its files.
    select * into strict the_attempt from platform.attempt where attempt_id = request ->> 'attempt' for update;
    if the_attempt.status in ('deleting', 'deleted') then
        return jsonb_build_object('outcome', the_attempt.status, 'ledger_time', clock_timestamp());
    end if;
    select case
        when the_run.published_attempt = the_attempt.attempt_id and the_run.pruned_at is null then 'in_use'
        when the_attempt.status in ('decided', 'published') then 'in_use'
        when the_attempt.status = 'running' and the_lease.attempt_id = the_attempt.attempt_id
             and the_lease.released_at is null and the_lease.expires_at > clock_timestamp() then 'in_use'
        when platform.quiet_since(the_attempt) > clock_timestamp() - grace then 'young'
        when exists (select from platform.publication p join platform.publication_member m using (publication_id)
                     where m.attempt_id = the_attempt.attempt_id and p.state = 'intended') then 'intended'
        when exists (select from platform.attempt other
                     where other.files_of = the_attempt.attempt_id and other.status in ('running', 'decided', 'published', 'replaced')) then 'shared'
    end into refusal;
    if refusal is not null then
        return jsonb_build_object('outcome', refusal, 'ledger_time', clock_timestamp());
    end if;

    if the_attempt.status = 'running' then
        update platform.attempt set status = 'lost', ended_at = clock_timestamp() where attempt_id = the_attempt.attempt_id;
        update platform.lease set released_at = clock_timestamp() where run_id = the_run.run_id and attempt_id = the_attempt.attempt_id and released_at is null;
        update platform.run set status = case when published_attempt is null then 'failed' else 'succeeded' end, ended_at = clock_timestamp(), updated_at = clock_timestamp(),
            error_type = 'attempt-lost', error_stage = 'claim', error_message = format('attempt %s went away without a word: killed, or its host lost', the_attempt.attempt_id),
            error_hint = 'look at the scheduler''s record of its job; platform rerun takes the snapshot again while it can be captured', exit_code = 75
        where run_id = the_run.run_id and status = 'running';
    end if;
    update platform.attempt set status = 'deleting' where attempt_id = the_attempt.attempt_id;
    return jsonb_build_object('outcome', 'deleting', 'ledger_time', clock_timestamp());
end $$;

-- After its last object is gone. recorded is false where it was not being deleted.
create function platform.mark_deleted(request jsonb) returns jsonb language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
    update platform.attempt set status = 'deleted', deleted_at = clock_timestamp() where attempt_id = request ->> 'attempt' and status = 'deleting';
    return jsonb_build_object('recorded', found, 'ledger_time', clock_timestamp());
end $$;

-- Before a decision: the attempt points at another's files, which from then on are not deleted: shared | gone (they may be on their way out) | lost.
create function platform.share(request jsonb) returns jsonb language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
    perform from platform.attempt where attempt_id = request ->> 'files_of' and files_of is null and status in ('published', 'replaced') for share;
    if not found then
        return jsonb_build_object('outcome', 'gone', 'ledger_time', clock_timestamp());
    end if;
    update platform.attempt set files_of = request ->> 'files_of'
    where attempt_id = request ->> 'attempt' and fencing = (request ->> 'fencing')::bigint and status = 'running';
    return jsonb_build_object('outcome', case when found then 'shared' else 'lost' end, 'ledger_time', clock_timestamp());
end $$;

-- As before, but for a snapshot that was pruned: it is not published any more, and may be made anew.
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

    if the_run.published_attempt is not null and the_run.pruned_at is null and not coalesce((request ->> 'force')::boolean, false) then
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

do $$
begin
    revoke all on all functions in schema platform from public;
    if exists (select from pg_roles where rolname = 'platform_job') then
        grant execute on all functions in schema platform to platform_job;
    end if;
end $$;
