-- Runs, attempts and leases: who makes which snapshot.

create table platform.run (
    run_id             bigint generated always as identity primary key,
    source             text not null,
    schema_name        text not null,
    table_name         text not null,
    output             text not null default 'main',
    snapshot_time      timestamptz not null check (extract(epoch from snapshot_time)::bigint % 3600 = 0),
    schedule           text,
    status             text not null default 'pending' check (status in ('pending', 'running', 'succeeded', 'failed')),
    job_id             text,
    attempts           integer not null default 0 check (attempts >= 0),
    published_attempt  text,
    publication_id     bigint,
    location           text,
    format             text,
    compression        text,
    rows               bigint check (rows >= 0),
    bytes              bigint check (bytes >= 0),
    files              integer check (files >= 0),
    captured_at        timestamptz,
    lateness           interval generated always as (captured_at - snapshot_time) stored,
    late               boolean not null default false,
    started_at         timestamptz,
    ended_at           timestamptz,
    last_run_at        timestamptz,
    next_run_at        timestamptz,
    error_type         text,
    error_stage        text,
    error_message      text,
    error_hint         text,
    exit_code          integer,
    entry_hash         text,
    schema_fingerprint text,
    database_snapshot  jsonb,
    metadata           jsonb not null default '{}' check (jsonb_typeof(metadata) = 'object'),
    created_at         timestamptz not null default clock_timestamp(),
    updated_at         timestamptz not null default clock_timestamp(),
    unique (source, schema_name, table_name, output, snapshot_time),
    constraint run_succeeded_is_published check (
        status <> 'succeeded' or (published_attempt is not null and publication_id is not null and location is not null and ended_at is not null)),
    constraint run_failed_is_not_published check (status <> 'failed' or published_attempt is null),
    constraint run_failed_says_why check (status <> 'failed' or error_message is not null)
);

create index run_by_time on platform.run (snapshot_time desc);
create index run_unfinished on platform.run (status) where status in ('pending', 'running', 'failed');

comment on table platform.run is 'One row per table, output and snapshot time: the work of producing that snapshot, over one or more attempts.';
comment on column platform.run.source is 'Name of the source in the registry.';
comment on column platform.run.output is 'Output of the entry; main is the first.';
comment on column platform.run.snapshot_time is 'The logical, scheduled time: UTC, whole hours. Never the wall clock.';
comment on column platform.run.schedule is 'The entry''s schedule, such as hourly.';
comment on column platform.run.status is 'pending, running, succeeded (published) or failed. A published snapshot that is being replaced is running and keeps its published_attempt.';
comment on column platform.run.job_id is 'The scheduler''s id of the latest execution, such as the AWS Batch job id.';
comment on column platform.run.attempts is 'Number of attempts so far.';
comment on column platform.run.published_attempt is 'The attempt that readers see; null before the first publication.';
comment on column platform.run.publication_id is 'The publication that made it so.';
comment on column platform.run.location is 'URI of the published attempt''s prefix.';
comment on column platform.run.captured_at is 'The source''s clock right after the database snapshot was taken.';
comment on column platform.run.lateness is 'captured_at - snapshot_time.';
comment on column platform.run.late is 'Captured later than max_lateness allows and accepted by a person.';
comment on column platform.run.started_at is 'Start of the first attempt.';
comment on column platform.run.last_run_at is 'Start of the latest attempt.';
comment on column platform.run.next_run_at is 'When the schedule comes next after this snapshot time.';
comment on column platform.run.error_type is 'Kind of the latest error, kebab-case; null once published after it.';
comment on column platform.run.error_message is 'What failed, expected and found; never a cell value or a secret.';
comment on column platform.run.error_hint is 'What to do next.';
comment on column platform.run.exit_code is 'Exit code that the latest error led to.';
comment on column platform.run.entry_hash is 'SHA-256 of the entry that the latest attempt was given.';
comment on column platform.run.schema_fingerprint is 'Fingerprint of the live schema that was published.';
comment on column platform.run.database_snapshot is 'LSN and how it was obtained, xmin, system identifier, server version.';
comment on column platform.run.metadata is 'Free facts about the run, an object.';

create table platform.attempt (
    attempt_id         text primary key check (attempt_id ~ '^[0-7][0-9A-HJKMNP-TV-Z]{25}$'),
    run_id             bigint not null references platform.run,
    number             integer not null check (number >= 1),
    fencing            bigint not null,
    status             text not null default 'running'
                       check (status in ('running', 'decided', 'published', 'replaced', 'failed', 'lost', 'deleting', 'deleted')),
    holder             text not null,
    job_id             text,
    version            text,
    prefix             text,
    entry_hash         text,
    started_at         timestamptz not null default clock_timestamp(),
    ended_at           timestamptz,
    location           text,
    format             text,
    compression        text,
    rows               bigint check (rows >= 0),
    bytes              bigint check (bytes >= 0),
    files              integer check (files >= 0),
    captured_at        timestamptz,
    late               boolean not null default false,
    schema_fingerprint text,
    database_snapshot  jsonb,
    metadata           jsonb not null default '{}' check (jsonb_typeof(metadata) = 'object'),
    error_type         text,
    error_stage        text,
    error_message      text,
    error_hint         text,
    exit_code          integer,
    unique (run_id, number),
    unique (run_id, attempt_id),
    constraint attempt_decided_is_complete check (
        status not in ('decided', 'published', 'replaced') or (location is not null and rows is not null and bytes is not null and captured_at is not null))
);

create unique index attempt_one_running on platform.attempt (run_id) where status in ('running', 'decided');
create unique index attempt_one_published on platform.attempt (run_id) where status = 'published';

comment on table platform.attempt is 'One execution of a run, with its own object prefix and lease.';
comment on column platform.attempt.attempt_id is 'ULID; sorts by time of start.';
comment on column platform.attempt.number is '1-based within its run.';
comment on column platform.attempt.fencing is 'Fencing number of the lease it began under.';
comment on column platform.attempt.status is 'running, decided (a publication is intended), published, replaced (by a later publication), failed, lost (its lease expired and was taken over), deleting, deleted.';
comment on column platform.attempt.holder is 'Host and process id.';
comment on column platform.attempt.prefix is 'Object prefix of its files, known before the first is written.';
comment on column platform.attempt.version is 'Version of platform.';

alter table platform.run add foreign key (run_id, published_attempt) references platform.attempt (run_id, attempt_id);

create sequence platform.fencing as bigint;

comment on sequence platform.fencing is 'Fencing numbers: every lease granted has a higher one than any before it.';

create table platform.lease (
    run_id       bigint primary key references platform.run,
    attempt_id   text not null references platform.attempt,
    fencing      bigint not null unique,
    holder       text not null,
    acquired_at  timestamptz not null default clock_timestamp(),
    heartbeat_at timestamptz not null default clock_timestamp(),
    expires_at   timestamptz not null,
    released_at  timestamptz
);

comment on table platform.lease is 'Who may decide about a run. A row of its own, so that heartbeats never wait for whoever holds the run''s row.';
comment on column platform.lease.fencing is 'Grows with every grant; a holder with a lower one is refused.';
comment on column platform.lease.expires_at is 'By this database''s clock_timestamp(); from then on another may take the run over.';
comment on column platform.lease.released_at is 'Given back; null while held.';
