create schema warehouse;

create table warehouse.dataset (
  id int generated always as identity primary key,
  name text not null unique check (name ~ '^[a-z][a-z0-9_]{2,62}$'),
  kind text not null check (kind in ('table', 'live', 'query')),
  title_vi text not null,
  title_en text not null,
  description_vi text not null default '',
  description_en text not null default '',
  theme text not null,
  tags text[] not null default '{}',
  agency_code text not null,
  access text not null check (access in ('open', 'city', 'agency')),
  licence text not null default '',
  source_vi text not null default '',
  source_en text not null default '',
  simulated boolean not null default false,
  update_every text,
  key_columns text[] not null default '{}',
  current_version int,
  next_version int not null default 1,
  keep_versions int not null default 10 check (keep_versions >= 1),
  keep_days int,
  on_failure text not null default 'publish' check (on_failure in ('publish', 'hold')),
  rules jsonb not null default '[]',
  grants jsonb not null default '[]',
  row_rules jsonb not null default '[]',
  -- rises with every change of what people may see, so that cached answers of before are not used
  policy_revision int not null default 1,
  -- the first version that the public may see, where the dataset was opened by a release
  opened_version int,
  created_by uuid,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  archived_at timestamptz
);

-- The dictionary of all columns there ever were: a column that comes back is protected as it was. `present` = it is in
-- the current version; what a version had stands in its own schema.
create table warehouse.dataset_column (
  dataset_id int not null references warehouse.dataset (id) on delete cascade,
  name text not null check (name ~ '^[a-z][a-z0-9_]{0,62}$'),
  position int not null,
  present boolean not null,
  type text not null,
  -- a type set by a person, which the next loads keep to
  fixed_type boolean not null default false,
  source_name text not null,
  label_vi text not null,
  label_en text not null,
  description_vi text not null default '',
  description_en text not null default '',
  unit text,
  term text,
  codes jsonb not null default '[]',
  class text not null default 'none',
  class_status text not null default 'unknown' check (class_status in ('unknown', 'proposed', 'confirmed')),
  class_by text,
  class_at timestamptz,
  proposals jsonb not null default '[]',
  mask text,
  primary key (dataset_id, name)
);
create index dataset_column_by_term on warehouse.dataset_column (term) where term is not null;

create table warehouse.version (
  dataset_id int not null references warehouse.dataset (id) on delete cascade,
  number int not null,
  state text not null check (state in ('draft', 'published', 'withdrawn')),
  storage text not null check (storage in ('ready', 'archived', 'deleted')),
  -- physical columns of its table: [{name, type, physical, nullable, wide}]
  columns jsonb not null,
  row_count bigint not null,
  content_hash text not null,
  parquet_hash text,
  parquet_bytes bigint,
  author text not null,
  author_id uuid,
  source text not null,
  note text not null default '',
  schema_changes jsonb not null default '[]',
  load_id uuid,
  quality_score real,
  held_back jsonb,
  profile jsonb,
  created_at timestamptz not null,
  published_at timestamptz,
  published_by text,
  primary key (dataset_id, number)
);

create table warehouse.load (
  id uuid primary key,
  dataset_id int not null references warehouse.dataset (id) on delete cascade,
  source_id uuid,
  state text not null check (state in ('queued', 'running', 'done', 'unchanged', 'failed')),
  mode text not null check (mode in ('replace', 'append', 'upsert')),
  file_name text not null,
  file_hash text,
  file_bytes bigint,
  plan jsonb not null,
  author text not null,
  author_id uuid,
  job_id uuid,
  version int,
  report jsonb,
  error jsonb,
  created_at timestamptz not null,
  started_at timestamptz,
  finished_at timestamptz
);
create index load_by_dataset on warehouse.load (dataset_id, created_at desc);
create index load_by_time on warehouse.load (created_at desc);

create table warehouse.connection (
  id uuid primary key,
  title text not null,
  agency_code text not null,
  engine text not null check (engine in ('postgresql', 'mysql')),
  host text not null,
  port int not null,
  database text not null,
  user_name text not null,
  -- AES-256-GCM: nonce, tag, cipher text
  secret bytea not null,
  tls text not null check (tls in ('require', 'prefer', 'off')),
  created_at timestamptz not null default now()
);

create table warehouse.source (
  id uuid primary key,
  title text not null,
  agency_code text not null,
  dataset_id int references warehouse.dataset (id) on delete cascade,
  kind text not null check (kind in ('url', 'database', 'ckan', 'dcat')),
  config jsonb not null,
  connection_id uuid references warehouse.connection (id),
  mode text not null default 'replace' check (mode in ('replace', 'append', 'upsert')),
  answers jsonb not null default '{}',
  cron text,
  enabled boolean not null default true,
  -- what the next conditional request says: etag, last-modified; what a harvest has seen
  memory jsonb not null default '{}',
  running_since timestamptz,
  last_run_at timestamptz,
  last_success_at timestamptz,
  next_run_at timestamptz,
  failures_in_row int not null default 0,
  last_error jsonb,
  created_at timestamptz not null default now()
);
create index source_due on warehouse.source (next_run_at) where enabled and next_run_at is not null;

create table warehouse.source_run (
  id uuid primary key,
  source_id uuid not null references warehouse.source (id) on delete cascade,
  started_at timestamptz not null,
  finished_at timestamptz,
  outcome text not null check (outcome in ('running', 'loaded', 'unchanged', 'failed', 'harvested')),
  load_id uuid,
  counts jsonb not null default '{}',
  message jsonb,
  error jsonb
);
create index source_run_by_source on warehouse.source_run (source_id, started_at desc);

-- Which dataset a harvest made of which entry of the other catalogue.
create table warehouse.harvested (
  source_id uuid not null references warehouse.source (id) on delete cascade,
  remote_id text not null,
  dataset_id int not null references warehouse.dataset (id) on delete cascade,
  remote_modified text,
  seen_at timestamptz not null,
  primary key (source_id, remote_id)
);

create table warehouse.quality_result (
  dataset_id int not null references warehouse.dataset (id) on delete cascade,
  version int not null,
  checked_at timestamptz not null,
  score real not null,
  failed int not null,
  results jsonb not null,
  primary key (dataset_id, version, checked_at)
);

create table warehouse.release (
  id uuid primary key,
  dataset_id int not null references warehouse.dataset (id) on delete cascade,
  version int not null,
  state text not null check (state in ('proposed', 'approved', 'rejected', 'withdrawn', 'blocked')),
  input jsonb not null,
  checks jsonb not null,
  anonymity jsonb,
  proposed_by text not null,
  proposed_by_id uuid,
  proposed_at timestamptz not null,
  decided_by text,
  decided_by_id uuid,
  decided_at timestamptz,
  reason text
);
create index release_by_dataset on warehouse.release (dataset_id, proposed_at desc);

create table warehouse.term (
  code text primary key,
  label_vi text not null,
  label_en text not null,
  definition_vi text not null default '',
  definition_en text not null default '',
  type text not null,
  pattern text,
  golden_dataset text,
  source text not null default '',
  updated_at timestamptz not null default now()
);

create table warehouse.saved_query (
  id uuid primary key,
  title text not null,
  sql text not null,
  chart jsonb,
  shared boolean not null default false,
  author text not null,
  author_id uuid not null,
  -- the grants of the author when a materialisation was ordered: it runs with these, never with more
  dataset_id int references warehouse.dataset (id) on delete set null,
  run_as jsonb,
  cron text,
  next_run_at timestamptz,
  last_run_at timestamptz,
  last_error jsonb,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);

-- One row for each thing that a version came from. `node` is `dataset:<name>`, `source:<id>`, `query:<id>`, or an
-- outside name of OpenLineage, `<namespace> <name>`.
create table warehouse.lineage_edge (
  to_node text not null,
  from_node text not null,
  via text not null,
  columns jsonb not null default '[]',
  at timestamptz not null,
  primary key (to_node, from_node, via)
);
create index lineage_edge_by_from on warehouse.lineage_edge (from_node);

create table warehouse.lineage_event (
  id bigint generated always as identity primary key,
  run_id uuid not null,
  event_type text not null,
  job text not null,
  event jsonb not null,
  direction text not null check (direction in ('in', 'out')),
  at timestamptz not null
);
create index lineage_event_by_run on warehouse.lineage_event (run_id);

-- Keys of this installation, made on first start: of keyed hashes and of stored secrets. Never leave the server.
create table warehouse.secret_key (
  purpose text primary key,
  key bytea not null,
  created_at timestamptz not null default now()
);
