-- Jobs log in with a role that is a member of platform_job: no DDL, no deletes. A migrating role that may not create roles leaves this out;
-- then the owner grants the same to whatever role the jobs use, or jobs use the owner's.

do $$
begin
    if not exists (select from pg_roles where rolname = 'platform_job') then
        begin
            create role platform_job nologin;
            comment on role platform_job is 'May write the ledger of platform, by its rules, and nothing else.';
        exception
            when duplicate_object or unique_violation then null;
            when insufficient_privilege then raise notice 'role platform_job is not created: % may not create roles', current_user;
        end;
    end if;
    revoke all on all functions in schema platform from public;
    if exists (select from pg_roles where rolname = 'platform_job') then
        grant usage on schema platform to platform_job;
        grant select, insert, update on platform.run, platform.attempt, platform.lease, platform.publication, platform.publication_member,
            platform.publication_send, platform.part, platform.loss, platform.check_result to platform_job;
        grant select on platform.migration, platform.status to platform_job;
        grant usage on sequence platform.fencing to platform_job;
        grant select, usage, update on sequence platform.publication_publication_id_seq to platform_job;
        grant execute on all functions in schema platform to platform_job;
    end if;
end $$;
