-- Telling the catalog again what is published, in another form: columns of earlier partitions after the table's have changed.

-- Notes that the catalog is about to be told of publications that are done and still their runs' newest, and answers which those are. Until told_again, or until the
-- request has expired, a publication that replaces one of them waits, as it does for an unfinished send.
create function platform.tell_again(request jsonb) returns jsonb language plpgsql set search_path = pg_catalog, pg_temp as $$
declare
    numbers bigint[] := array(select jsonb_array_elements_text(request -> 'publications')::bigint);
    newest  bigint[];
begin
    if platform.clock_is_off(request) then
        return jsonb_build_object('outcome', 'clock_off', 'ledger_time', clock_timestamp());
    end if;
    perform from platform.run where run_id in (select m.run_id from platform.publication_member m where m.publication_id = any (numbers))
    order by run_id for update;
    newest := array(
        select p.publication_id from platform.publication p
        where p.publication_id = any (numbers) and p.state = 'done'
          and not exists (select from platform.publication_member mine join platform.publication_member newer using (run_id)
                          where mine.publication_id = p.publication_id and newer.publication_id > p.publication_id));
    insert into platform.publication_send (publication_id, sender) select unnest(newest), request ->> 'sender'
    on conflict (publication_id, sender) do update set sent_at = clock_timestamp(), finished_at = null;
    return jsonb_build_object('outcome', 'send', 'publications', to_jsonb(newest), 'ledger_time', clock_timestamp());
end $$;

-- The catalog has answered: nothing of it may still arrive.
create function platform.told_again(request jsonb) returns jsonb language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
    update platform.publication_send set finished_at = clock_timestamp()
    where publication_id in (select jsonb_array_elements_text(request -> 'publications')::bigint) and sender = request ->> 'sender' and finished_at is null;
    return jsonb_build_object('outcome', 'told', 'ledger_time', clock_timestamp());
end $$;

do $$
begin
    revoke all on all functions in schema platform from public;
    if exists (select from pg_roles where rolname = 'platform_job') then
        grant execute on all functions in schema platform to platform_job;
    end if;
end $$;
