-- Publications: the decision that an attempt is the snapshot, and its carrying out.

create table platform.publication (
    publication_id bigint generated always as identity primary key,
    decision_id    text not null unique,
    kind           text not null check (kind in ('publish', 'replace', 'rollback')),
    state          text not null default 'intended' check (state in ('intended', 'done')),
    decided_by     text not null,
    intended_at    timestamptz not null default clock_timestamp(),
    last_send_at   timestamptz,
    done_at        timestamptz,
    constraint publication_done_has_time check ((state = 'done') = (done_at is not null))
);

create index publication_intended on platform.publication (publication_id) where state = 'intended';

comment on table platform.publication is 'The numbered decision that one attempt per member run is the snapshot. Once intended it is only ever carried out, by whoever comes first.';
comment on column platform.publication.publication_id is 'Grows; the catalog carries it as platform.publication and never goes back to a lower one for the same snapshot time.';
comment on column platform.publication.decision_id is 'Chosen by the decider, so that a decision whose answer was lost is not made twice.';
comment on column platform.publication.kind is 'publish (the first of its runs), replace (forced) or rollback (to an earlier attempt).';
comment on column platform.publication.state is 'intended or done.';
comment on column platform.publication.last_send_at is 'When the catalog was last about to be told.';

create table platform.publication_member (
    publication_id bigint not null references platform.publication,
    run_id         bigint not null references platform.run,
    attempt_id     text not null,
    pointer        jsonb not null check (jsonb_typeof(pointer) = 'object'),
    primary key (publication_id, run_id),
    foreign key (run_id, attempt_id) references platform.attempt (run_id, attempt_id)
);

create index publication_member_by_run on platform.publication_member (run_id, publication_id desc);

comment on table platform.publication_member is 'One run of a publication; a consistency group has several, all or none.';
comment on column platform.publication_member.pointer is 'Everything the catalog is told, so that any process can carry the publication out with the same values.';

create table platform.publication_send (
    publication_id bigint not null references platform.publication,
    sender         text not null,
    sent_at        timestamptz not null default clock_timestamp(),
    finished_at    timestamptz,
    primary key (publication_id, sender)
);

comment on table platform.publication_send is 'Who has told, or may still be telling, the catalog. A request signed for AWS dies five minutes after signing, so an unfinished send matters for six.';
comment on column platform.publication_send.finished_at is 'The sender has read the catalog back; null while its request may still arrive.';
