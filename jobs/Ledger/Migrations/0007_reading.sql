-- For people: the ledger at a glance.

create view platform.status as
select r.run_id, r.source, r.schema_name, r.table_name, r.output, r.snapshot_time, r.schedule, r.status,
    case when r.status = 'running' and (l.released_at is not null or l.expires_at <= clock_timestamp()) then true else false end as stale,
    r.attempts, r.published_attempt, r.publication_id, r.location, r.format, r.compression, r.rows, r.bytes, r.files,
    r.captured_at, extract(epoch from r.lateness)::double precision as lateness_seconds, r.late,
    r.started_at, r.last_run_at, r.ended_at, extract(epoch from coalesce(r.ended_at, clock_timestamp()) - r.last_run_at)::double precision as duration_seconds,
    r.next_run_at, r.error_type, r.error_stage, r.error_message, r.error_hint, r.exit_code,
    r.job_id, case when l.released_at is null then l.holder end as holder, case when l.released_at is null then l.expires_at end as lease_expires_at,
    r.entry_hash, r.schema_fingerprint, r.database_snapshot, r.metadata
from platform.run r
left join platform.lease l using (run_id);

comment on view platform.status is 'Every run with its lease: what platform status shows.';
comment on column platform.status.stale is 'Running by its row, but its holder''s lease is over: the next run takes it over or finishes its publication.';
comment on column platform.status.duration_seconds is 'Of the latest attempt.';
