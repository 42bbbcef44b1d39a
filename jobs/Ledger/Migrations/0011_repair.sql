-- Repair: publishing again what the ledger says is published, where the catalog does not show it. One transaction in one round trip; may be called again.

-- Decides that the published attempt of a run is published anew, so that the catalog is told by the protocol and with a number of its own: decided | changed | intended | leased | clock_off.
create function platform.reaffirm(request jsonb) returns jsonb language plpgsql set search_path = pg_catalog, pg_temp as $$
declare
    the_run         platform.run;
    the_lease       platform.lease;
    the_publication bigint;
begin
    select publication_id into the_publication from platform.publication where decision_id = request ->> 'decision_id';
    if found then
        return jsonb_build_object('outcome', 'decided', 'publication_id', the_publication, 'ledger_time', clock_timestamp());
    end if;
    if platform.clock_is_off(request) then
        return jsonb_build_object('outcome', 'clock_off', 'ledger_time', clock_timestamp());
    end if;
    perform set_config('synchronous_commit', 'on', true) where current_setting('synchronous_commit') in ('off', 'local');

    select * into strict the_run from platform.run where run_id = (request ->> 'run_id')::bigint for update;
    if platform.intended_of(the_run.run_id) <> '{}' then
        return jsonb_build_object('outcome', 'intended', 'ledger_time', clock_timestamp());
    end if;
    if the_run.publication_id is distinct from (request ->> 'publication_id')::bigint or the_run.pruned_at is not null then
        return jsonb_build_object('outcome', 'changed', 'ledger_time', clock_timestamp());
    end if;
    select * into the_lease from platform.lease where run_id = the_run.run_id for update;
    if the_lease.released_at is null and the_lease.expires_at > clock_timestamp() then
        return jsonb_build_object('outcome', 'leased', 'ledger_time', clock_timestamp());
    end if;

    perform platform.skip_publications(coalesce((request ->> 'above')::bigint, 0));
    insert into platform.publication (decision_id, kind, decided_by) values (request ->> 'decision_id', 'replace', request ->> 'sender')
    returning publication_id into the_publication;
    insert into platform.publication_member (publication_id, run_id, attempt_id, pointer)
    select the_publication, m.run_id, m.attempt_id, m.pointer from platform.publication_member m
    where (m.publication_id, m.run_id) = (the_run.publication_id, the_run.run_id);
    return jsonb_build_object('outcome', 'decided', 'publication_id', the_publication, 'ledger_time', clock_timestamp());
end $$;

do $$
begin
    revoke all on all functions in schema platform from public;
    if exists (select from pg_roles where rolname = 'platform_job') then
        grant execute on all functions in schema platform to platform_job;
    end if;
end $$;
