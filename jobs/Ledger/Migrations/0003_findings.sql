-- What an attempt found and wrote, beside its rows.

create table platform.part (
    attempt_id         text not null references platform.attempt,
    number             integer not null check (number >= 0),
    key                text not null,
    bytes              bigint not null check (bytes >= 0),
    rows               bigint not null check (rows >= 0),
    row_groups         integer,
    checksum_algorithm text not null,
    checksum           text not null,
    primary key (attempt_id, number)
);

comment on table platform.part is 'One data file of an attempt.';
comment on column platform.part.number is '0-based, as in part-00000.';
comment on column platform.part.key is 'Object key, relative to the lake.';
comment on column platform.part.checksum is 'Of the whole object, lower-case hexadecimal.';

create table platform.loss (
    attempt_id  text not null references platform.attempt,
    column_name text not null,
    kind        text not null,
    policy      text not null,
    count       bigint not null check (count > 0),
    primary key (attempt_id, column_name, kind)
);

comment on table platform.loss is 'Values that could not arrive exactly, by column and kind, and the declared policy that handled them. Counts only, never values.';
comment on column platform.loss.kind is 'What did not fit, such as nan, infinity, out-of-range.';
comment on column platform.loss.policy is 'The entry''s on_loss: fail, null, clamp or text.';

create table platform.check_result (
    attempt_id text not null references platform.attempt,
    number     integer not null check (number >= 0),
    name       text not null,
    kind       text not null,
    severity   text not null check (severity in ('warn', 'fail')),
    passed     boolean not null,
    expected   text,
    found      text,
    primary key (attempt_id, number)
);

comment on table platform.check_result is 'One check of the entry against one attempt.';
comment on column platform.check_result.number is '0-based, in the order of the entry.';
comment on column platform.check_result.found is 'What was found in counts and rates, never a value of the table.';
