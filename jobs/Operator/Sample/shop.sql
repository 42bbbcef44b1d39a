-- The sample source `shop`: a web shop's year, 1,000,000 rows in seven tables. Every value follows from its row number, so that each
-- machine makes the same rows. Runs in one transaction into an empty database.

create type customer_tier as enum ('basic', 'plus', 'business');
create type order_status as enum ('new', 'paid', 'shipped', 'returned');
create type payment_method as enum ('card', 'transfer', 'invoice', 'wallet');
create domain email_address as text check (value like '%_@_%');

create table customers (
    customer_id uuid primary key,
    email email_address not null,
    name text not null,
    tier customer_tier not null,
    birth_date date,
    signup_ip inet,
    marketing boolean not null,
    preferences jsonb not null,
    created_at timestamptz not null
);
comment on table customers is 'One row per person or company that ever signed up.';

create table products (
    product_id integer generated always as identity primary key,
    sku varchar(16) not null unique,
    name text not null,
    price numeric(12,2) not null,
    weight_kg real,
    tags text[] not null,
    thumbnail bytea,
    updated_at timestamp not null
);
comment on table products is 'The catalogue; a thumbnail is a few dozen bytes here.';

create table stock (
    product_id integer not null references products,
    warehouse char(3) not null,
    on_hand smallint not null,
    counted_on date not null,
    primary key (product_id, warehouse)
);
comment on table stock is 'Pieces on hand per product and warehouse.';

create table orders (
    order_id bigint primary key,
    customer_id uuid not null,
    status order_status not null,
    total numeric(12,2) not null,
    currency char(3) not null,
    note text,
    placed_at timestamptz not null,
    shipped_at timestamptz
);
comment on table orders is 'One row per order.';
comment on column orders.total is 'Sum of the lines, discounts taken off.';

create table order_items (
    order_id bigint not null,
    line_number smallint not null,
    product_id integer not null,
    quantity integer not null,
    unit_price numeric(12,2) not null,
    discount double precision,
    primary key (order_id, line_number)
);
comment on table order_items is 'The lines of an order.';

create table payments (
    payment_id uuid primary key,
    order_id bigint not null,
    method payment_method not null,
    amount numeric(12,2) not null,
    fee numeric(18,6),
    reference text not null,
    response json,
    paid_at timestamptz not null
);
comment on table payments is 'What was paid for an order, and what the gateway said.';

create table events (
    event_id bigint not null,
    customer_id uuid,
    kind text not null,
    path text not null,
    duration_ms integer,
    payload jsonb not null,
    occurred_at timestamptz not null,
    primary key (event_id, occurred_at)
) partition by range (occurred_at);
comment on table events is 'Clicks and views, partitioned by quarter.';
create table events_2025q1 partition of events for values from ('2025-01-01 00:00+00') to ('2025-04-01 00:00+00');
create table events_2025q2 partition of events for values from ('2025-04-01 00:00+00') to ('2025-07-01 00:00+00');
create table events_2025q3 partition of events for values from ('2025-07-01 00:00+00') to ('2025-10-01 00:00+00');
create table events_2025q4 partition of events for values from ('2025-10-01 00:00+00') to ('2026-01-01 00:00+00');

insert into customers
select md5('customer ' || i)::uuid,
       'customer' || i || '@example.com',
       (array['Ada', 'Björn', 'Chloé', 'Dmitri', 'Emeka', 'Fatima', 'Grace', 'Hana'])[1 + i % 8] || ' '
           || (array['Ångström', 'Baker', 'Çelik', 'Diallo', 'Evans', 'Fischer', 'García'])[1 + i % 7],
       (array['basic', 'basic', 'basic', 'plus', 'business'])[1 + i % 5]::customer_tier,
       case when i % 10 > 0 then date '1945-01-01' + i * 7919 % 22000 end,
       ('10.' || i % 256 || '.' || i / 256 % 256 || '.' || i % 250)::inet,
       i % 3 = 0,
       jsonb_build_object('language', (array['en', 'de', 'fr', 'tr'])[1 + i % 4], 'newsletter', i % 2 = 0),
       timestamptz '2024-01-01 00:00+00' + i * interval '17 minutes'
from generate_series(1, 50000) i;

insert into products (sku, name, price, weight_kg, tags, thumbnail, updated_at)
select 'SKU-' || lpad(i::text, 6, '0'),
       (array['Lamp', 'Chair', 'Desk', 'Shelf', 'Rug'])[1 + i % 5] || ' ' || i,
       (i * 37 % 90000 + 499) / 100.0,
       case when i % 20 > 0 then (i % 400) / 8.0 end,
       case i % 4 when 0 then '{}' when 1 then '{new}' else array['indoor', 'colour ' || i % 12] end,
       case when i % 5 > 0 then decode(repeat(md5(i::text), 2), 'hex') end,
       timestamp '2025-06-01 08:00' + i * interval '7 minutes 13.25 seconds'
from generate_series(1, 2000) i;

insert into stock
select p, w, (p * 31 % 900)::smallint, date '2025-12-01' + p % 30
from generate_series(1, 2000) p, unnest(array['AMS', 'BER', 'LYS', 'IST']) w;

insert into orders
select i,
       md5('customer ' || 1 + i::bigint * 48271 % 50000)::uuid,
       (array['paid', 'shipped', 'shipped', 'shipped', 'new', 'returned'])[1 + i % 6]::order_status,
       (i::bigint * 7907 % 250000 + 999) / 100.0,
       (array['EUR', 'EUR', 'EUR', 'USD', 'GBP'])[1 + i % 5],
       case when i % 12 = 0 then 'Leave it at number ' || i % 90 || ', please' end,
       timestamptz '2025-01-01 00:00+00' + i * interval '3.5 minutes',
       case when i % 6 in (1, 2, 3) then timestamptz '2025-01-02 09:00+00' + i * interval '3.5 minutes' end
from generate_series(1, 150000) i;

-- Two, three, three lines, and again: 8 lines for every 3 orders.
insert into order_items
select o, l, 1 + (o * 31 + l * 7) % 2000, 1 + (o + l) % 4, ((o * 31 + l * 7) % 90000 + 499) / 100.0,
       case when o % 8 = 0 then 0.05 * (1 + o % 5) end
from generate_series(1, 150000) o, generate_series(1, case o % 3 when 0 then 2 else 3 end) l;

insert into payments
select md5('payment ' || i)::uuid,
       i,
       (array['card', 'card', 'wallet', 'transfer', 'invoice'])[1 + i % 5]::payment_method,
       (i::bigint * 7907 % 250000 + 999) / 100.0,
       case when i % 5 < 3 then (i::bigint * 7907 % 250000 + 999) * 0.000173 end,
       'R' || upper(substr(md5('reference ' || i), 1, 12)),
       case when i % 5 < 3 then json_build_object('approved', true, 'code', i % 100) end,
       timestamptz '2025-01-01 00:02+00' + i * interval '3.5 minutes'
from generate_series(1, 140000) i;

insert into events
select i,
       case when i % 4 > 0 then md5('customer ' || 1 + i::bigint * 16807 % 50000)::uuid end,
       (array['view', 'view', 'view', 'search', 'cart', 'checkout'])[1 + i % 6],
       '/products/' || 1 + i * 31 % 2000,
       case when i % 9 > 0 then (i::bigint * 7919 % 30000)::integer end,
       jsonb_build_object('agent', (array['firefox', 'chrome', 'safari'])[1 + i % 3], 'depth', i % 7),
       timestamptz '2025-01-01 00:00+00' + i * interval '2 minutes 6 seconds'
from generate_series(1, 250000) i;

create index orders_by_customer on orders (customer_id);
alter table orders add foreign key (customer_id) references customers;
alter table order_items add foreign key (order_id) references orders;
alter table order_items add foreign key (product_id) references products;
alter table payments add foreign key (order_id) references orders;
