create table kernel.outbox (
  id bigint generated always as identity primary key,
  name text not null,
  payload jsonb not null,
  emitted_at timestamptz not null default now()
);

create table kernel.event_delivered (
  event_id bigint not null references kernel.outbox (id),
  subscriber text not null,
  delivered_at timestamptz not null default now(),
  primary key (event_id, subscriber)
);

create table kernel.job (
  id uuid primary key,
  task text not null,
  state text not null default 'queued' check (state in ('queued', 'running', 'done', 'failed')),
  done bigint not null default 0,
  total bigint not null default 0,
  message jsonb,
  result jsonb,
  error jsonb,
  owner_id uuid,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create index job_by_owner on kernel.job (owner_id, created_at desc);

create table kernel.seeded (
  module text not null,
  part text not null check (part in ('base', 'demo')),
  seeded_at timestamptz not null default now(),
  primary key (module, part)
);
