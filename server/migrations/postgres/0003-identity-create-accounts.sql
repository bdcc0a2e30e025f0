create schema identity;

create table identity.account (
  id uuid primary key,
  kind text not null check (kind in ('person', 'service')),  -- a service has no password, only tokens
  user_name text not null,
  user_name_folded text collate "C" not null unique,
  display_name text not null,
  display_name_folded text not null,
  email text,
  language text not null check (language in ('vi', 'en')),
  password_hash text,             -- PHC string; null = cannot log in by password
  password_changed_at timestamptz,
  demo boolean not null default false,  -- still has the published demo password
  created_at timestamptz not null,
  last_login_at timestamptz,
  disabled_at timestamptz
);

-- A grant is ended by valid_to, never deleted: who held which role when stays known.
create table identity.role_grant (
  id uuid primary key,
  account_id uuid not null references identity.account (id),
  role text not null check (role in ('citizen', 'officer', 'approver', 'analyst', 'operator',
    'security-analyst', 'data-steward', 'administrator')),
  agency_code text,               -- null = city-wide
  valid_from timestamptz not null,
  valid_to timestamptz,           -- null = until ended
  granted_by uuid,                -- null = the program itself
  check (valid_to is null or valid_from <= valid_to)
);
create index role_grant_by_account on identity.role_grant (account_id);

create table identity.session (
  id uuid primary key,            -- public name, shown in lists
  secret_hash bytea not null unique check (length(secret_hash) = 32),
  account_id uuid not null references identity.account (id),
  created_at timestamptz not null,
  last_used_at timestamptz not null,
  ends_at timestamptz not null,   -- absolute end, however much it is used
  address text not null,
  user_agent text not null
);
create index session_by_account on identity.session (account_id, created_at desc);
create index session_by_end on identity.session (ends_at);

create table identity.api_token (
  id uuid primary key,
  secret_hash bytea not null unique check (length(secret_hash) = 32),
  prefix text not null,           -- the beginning, to recognise it by
  account_id uuid not null references identity.account (id),
  name text not null,
  scopes text[] not null,
  created_at timestamptz not null,
  created_by uuid,                -- null = the program itself
  expires_at timestamptz not null,
  last_used_at timestamptz,
  revoked_at timestamptz
);
create index api_token_by_account on identity.api_token (account_id, created_at desc, id desc);
create index api_token_by_time on identity.api_token (created_at desc, id desc);

-- Failed log-ins in a row, by user name (known or not) and by address; only hashes of both.
create table identity.login_guard (
  kind text not null check (kind in ('account', 'address')),
  key_hash bytea not null check (length(key_hash) = 32),
  failures integer not null,
  last_failed_at timestamptz not null,
  locked_until timestamptz,
  primary key (kind, key_hash)
);
create index login_guard_by_time on identity.login_guard (last_failed_at);
