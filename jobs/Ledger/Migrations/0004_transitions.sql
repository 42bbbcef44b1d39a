-- The state machine of runs, attempts, leases and publications, held by the database whoever writes.
-- SQLSTATE PL001: an illegal transition.

create function platform.refuse_transition() returns trigger language plpgsql set search_path = pg_catalog, pg_temp as $$
declare
    state_before text := to_jsonb(old) ->> tg_argv[0];
    state_after  text := to_jsonb(new) ->> tg_argv[0];
begin
    if state_before = state_after or (state_before || ' > ' || state_after) = any (tg_argv[1:]) then
        return new;
    end if;
    raise exception using errcode = 'PL001',
        message = format('platform.%s: %s may not go from %s to %s', tg_table_name, tg_argv[0], state_before, state_after);
end $$;

create function platform.refuse_start() returns trigger language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
    if to_jsonb(new) ->> tg_argv[0] = tg_argv[1] then
        return new;
    end if;
    raise exception using errcode = 'PL001',
        message = format('platform.%s: %s begins as %s, not as %s', tg_table_name, tg_argv[0], tg_argv[1], to_jsonb(new) ->> tg_argv[0]);
end $$;

create function platform.refuse_change() returns trigger language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
    raise exception using errcode = 'PL001', message = format('platform.%s: %s', tg_table_name, tg_argv[0]);
end $$;

create trigger run_start before insert on platform.run
    for each row execute function platform.refuse_start('status', 'pending');
create trigger run_transition before update of status on platform.run
    for each row execute function platform.refuse_transition('status',
        'pending > running', 'running > succeeded', 'running > failed', 'failed > running', 'succeeded > running');
create trigger run_key before update on platform.run
    for each row when ((old.source, old.schema_name, old.table_name, old.output, old.snapshot_time)
                       is distinct from (new.source, new.schema_name, new.table_name, new.output, new.snapshot_time))
    execute function platform.refuse_change('the key of a run never changes');
create trigger run_publication before update on platform.run
    for each row when (new.publication_id is null and old.publication_id is not null or new.publication_id < old.publication_id)
    execute function platform.refuse_change('publication_id only grows');

create trigger attempt_start before insert on platform.attempt
    for each row execute function platform.refuse_start('status', 'running');
create trigger attempt_transition before update of status on platform.attempt
    for each row execute function platform.refuse_transition('status',
        'running > decided', 'running > failed', 'running > lost', 'decided > published', 'published > replaced', 'replaced > published',
        'failed > deleting', 'lost > deleting', 'replaced > deleting', 'published > deleting', 'deleting > deleted');

create trigger lease_fencing before update on platform.lease
    for each row when (new.fencing < old.fencing or (new.fencing = old.fencing and new.attempt_id <> old.attempt_id))
    execute function platform.refuse_change('a lease changes hands only with a higher fencing number');
create trigger lease_return before update on platform.lease
    for each row when (new.fencing = old.fencing and old.released_at is not null and new.released_at is null)
    execute function platform.refuse_change('a released lease is granted anew, with a higher fencing number');

create trigger publication_start before insert on platform.publication
    for each row execute function platform.refuse_start('state', 'intended');
create trigger publication_transition before update of state on platform.publication
    for each row execute function platform.refuse_transition('state', 'intended > done');
create trigger publication_member_fixed before update or delete on platform.publication_member
    for each row execute function platform.refuse_change('what was decided never changes');
