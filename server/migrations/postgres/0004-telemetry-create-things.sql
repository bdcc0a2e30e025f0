create schema telemetry;

create table telemetry.kind (
  code text primary key,
  sector text not null,
  name_vi text not null,
  name_en text not null
);

create table telemetry.observed_property (
  id int generated always as identity primary key,
  code text not null unique check (code ~ '^[a-z0-9][a-z0-9_-]{0,39}$'),
  sector text not null,
  name_vi text not null,
  name_en text not null,
  definition text not null,
  unit_symbol text not null,
  unit_name text not null,
  unit_ucum text not null,
  decimals smallint not null default 1,
  least double precision,
  most double precision,
  most_step double precision,
  flat_line_minutes int,
  limits_source text not null
);

create table telemetry.thing (
  id int generated always as identity primary key,
  code text not null unique check (code ~ '^[a-z0-9][a-z0-9_-]{0,59}$'),
  name_vi text not null,
  name_en text not null,
  description text not null default '',
  kind text not null references telemetry.kind (code),
  agency_code text,
  simulated boolean not null default false,
  lon double precision not null,
  lat double precision not null,
  created_at timestamptz not null default now()
);
create index thing_by_place on telemetry.thing (lon, lat);

create table telemetry.location (
  id int generated always as identity primary key,
  thing_id int not null references telemetry.thing (id) on delete cascade,
  lon double precision not null,
  lat double precision not null,
  valid_from timestamptz not null,
  valid_to timestamptz
);
create index location_by_thing on telemetry.location (thing_id, valid_from);

create table telemetry.sensor (
  id int generated always as identity primary key,
  name text not null unique,
  metadata text not null default ''
);

create table telemetry.datastream (
  id int generated always as identity primary key,
  thing_id int not null references telemetry.thing (id) on delete cascade,
  property_id int not null references telemetry.observed_property (id),
  sensor_id int not null references telemetry.sensor (id),
  interval_seconds int not null check (interval_seconds > 0),
  -- what the time of a reading means: the moment itself, or the start or end of the hour it is the mean of
  time_label text not null default 'instant' check (time_label in ('instant', 'start', 'end')),
  vertical_datum text,
  created_at timestamptz not null default now(),
  unique (thing_id, property_id)
);

create table telemetry.last_value (
  datastream_id int primary key references telemetry.datastream (id) on delete cascade,
  at timestamptz not null,
  value double precision not null,
  quality int not null,
  revision bigint not null,
  received_at timestamptz not null
) with (fillfactor = 70);

create table telemetry.device (
  id int generated always as identity primary key,
  user_name text not null unique,
  secret_hash bytea not null,
  created_at timestamptz not null default now(),
  revoked_at timestamptz
);

create table telemetry.device_thing (
  device_id int not null references telemetry.device (id) on delete cascade,
  thing_id int not null references telemetry.thing (id) on delete cascade,
  primary key (device_id, thing_id)
);

create table telemetry.import (
  id uuid primary key,
  file_hash text not null,
  file_name text not null,
  file_bytes bigint not null,
  mapping jsonb not null,
  mapping_hash text not null,
  account_id uuid,
  agency_code text,
  job_id uuid,
  state text not null default 'queued' check (state in ('queued', 'running', 'done', 'failed')),
  rows_read bigint not null default 0,
  rows_refused bigint not null default 0,
  observations bigint not null default 0,
  unchanged bigint not null default 0,
  refused_hash text,
  created_at timestamptz(3) not null default now(),
  finished_at timestamptz,
  unique (file_hash, mapping_hash)
);
create index import_by_time on telemetry.import (created_at desc, id);

-- Hours (of the start of the hour, both included) whose indices must be computed again.
create table telemetry.index_dirty (
  thing_id int not null,
  from_hour timestamptz not null,
  to_hour timestamptz not null,
  marked_at timestamptz not null default clock_timestamp(),
  primary key (thing_id, from_hour, to_hour)
);

create table telemetry.index_last (
  thing_id int not null references telemetry.thing (id) on delete cascade,
  index_code text not null,
  hour_from timestamptz not null,
  value int,
  level text,
  dominant text[] not null,
  complete boolean not null,
  primary key (thing_id, index_code)
);
