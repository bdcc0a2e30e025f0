create schema registry;

-- Codes are reused: (code, valid_from) is the key, the code alone never is.
create table registry.unit (
  id integer generated always as identity primary key,
  code text not null,
  valid_from date,            -- null = start not established
  valid_to date,              -- last day; null = in force
  kind text not null check (kind in ('phuong', 'xa', 'dac-khu', 'thi-tran', 'huyen')),
  name text not null,
  full_name text not null,
  other_spelling text,        -- the name in the other tone style
  name_en text not null,
  province_code text not null,
  province text not null,
  district_code text,         -- only until 2025-06-30
  district text,
  former_area_code text not null,
  former_districts text[] not null,
  area_km2 double precision,  -- measured on the polygon, not a legal figure
  lon double precision,
  lat double precision,
  folded text not null,
  position integer not null,  -- place in Vietnamese order
  source text not null,
  check (valid_from is null or valid_to is null or valid_from <= valid_to),
  unique nulls not distinct (code, valid_from)
);
create unique index unit_by_position on registry.unit (position);
create index unit_by_code on registry.unit (code);

create table registry.unit_link (
  predecessor_id integer not null references registry.unit (id),
  successor_id integer not null references registry.unit (id),
  part text not null check (part in ('full', 'partial')),
  primary key (predecessor_id, successor_id)
);
create index unit_link_by_successor on registry.unit_link (successor_id);

create table registry.agency (
  id integer generated always as identity primary key,
  code text not null,
  valid_from date,
  valid_to date,
  kind text not null check (kind in ('city-committee', 'office', 'department', 'inspectorate', 'commune-committee', 'unit')),
  name text not null,
  short_name text,
  name_en text not null,
  parent_code text,
  unit_id integer references registry.unit (id),
  status text not null check (status in ('law', 'press', 'unverified')),
  source text not null,
  note text,
  folded text not null,
  position integer not null,
  check (valid_from is null or valid_to is null or valid_from <= valid_to),
  unique nulls not distinct (code, valid_from)
);
create unique index agency_by_position on registry.agency (position);

create table registry.agency_link (
  predecessor_id integer not null references registry.agency (id),
  successor_id integer not null references registry.agency (id),
  part text not null check (part in ('full', 'partial')),
  status text not null check (status in ('law', 'press', 'unverified')),
  source text not null,
  primary key (predecessor_id, successor_id)
);
create index agency_link_by_successor on registry.agency_link (successor_id);

create table registry.boundary_set (
  id integer generated always as identity primary key,
  source text not null,
  credit text not null,
  schematic boolean not null,
  file_hash text,             -- SHA-256 of the imported bytes
  report jsonb,
  imported_at timestamptz not null,
  imported_by uuid,           -- null = the program itself
  active boolean not null default false
);
create unique index one_active_boundary_set on registry.boundary_set (active) where active;

create table registry.boundary (
  set_id integer not null references registry.boundary_set (id),
  unit_id integer not null references registry.unit (id),
  geometry jsonb not null,
  schematic boolean not null,
  west double precision not null,
  south double precision not null,
  east double precision not null,
  north double precision not null,
  primary key (set_id, unit_id)
);
