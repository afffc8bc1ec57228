-- The national side: who people are, and what they owe (DESIGN §1, §5).
create table pacer.account (
  account_id uuid primary key,
  -- compared without regard to case
  login_id text not null unique check (login_id = lower(login_id)),
  password_hash text not null,
  display_name text not null,
  email text not null,
  status text not null check (status in ('active', 'disabled')),
  -- files somewhere: must acknowledge the redaction rules at each sign-on (spec/pacer.md §3.5)
  filer boolean not null,
  fee_exempt boolean not null default false,
  client_code_required boolean not null default false,
  created_at timestamptz not null,
  chain_n bigint not null default 0,
  chain_head text not null default ''
);
-- What an account may do in a court; scope_case where the right is for one case only.
create table pacer.privilege (
  account_id uuid not null references pacer.account,
  court_id text not null,
  role text not null check (role in ('attorney', 'pro-se', 'clerk', 'sealed-clerk', 'judge', 'admin')),
  scope_case bigint not null default 0,
  from_on date not null,
  to_on date,
  primary key (account_id, court_id, role, scope_case)
);
-- One sign-on. Only the hash of its token is kept (DESIGN §4.11).
create table pacer.session (
  token_hash text primary key,
  account_id uuid not null references pacer.account,
  csrf_token text not null,
  client_code text not null default '',
  redaction_acknowledged_at timestamptz,
  created_at timestamptz not null,
  last_seen_at timestamptz not null,
  expires_at timestamptz not null
);
create index session_of_account on pacer.session (account_id);
-- Wrong passwords, counted per account and source, so that a stranger's guesses slow the stranger, not the filer.
create table pacer.sign_on_failure (
  login_id text not null,
  source text not null,
  failures integer not null,
  last_at timestamptz not null,
  primary key (login_id, source)
);
-- Browsers from which an account has signed on before; such a browser has a source of its own above.
create table pacer.known_browser (
  account_id uuid not null references pacer.account,
  token_hash text not null,
  last_at timestamptz not null,
  primary key (account_id, token_hash)
);

-- What things cost, from a day on (28 U.S.C. 1913 notes; spec/pacer.md §7.1).
create table pacer.fee_schedule (
  kind text not null,
  effective_from date not null,
  cents_per_page integer not null,
  cap_pages integer,
  window_hours integer not null,
  source text not null,
  primary key (kind, effective_from)
);
-- One charge per account, thing and window, however often it is retried (DESIGN §4.8).
create table pacer.charge (
  charge_id uuid primary key,
  account_id uuid not null references pacer.account,
  court_id text not null,
  kind text not null,
  -- what was bought: `document 100000001`, `docket 10000001 …`
  object text not null,
  idem_key text not null unique,
  description text not null,
  case_number text not null,
  pages integer not null,
  cents integer not null check (cents >= 0),
  client_code text not null,
  at timestamptz not null,
  -- until then the same look is free
  until_at timestamptz not null,
  exempt_reason text
);
-- "has this account a look at this thing that is still open?", and an account's statement
create index charge_window on pacer.charge (account_id, court_id, object, until_at);
create index charge_of_account on pacer.charge (account_id, at);

-- The national index: what the courts have told of their cases (messages, applied once).
create table pacer.locator_case (
  court_id text not null,
  case_id bigint not null,
  case_number text not null,
  title text not null,
  filed_on date,
  terminated_on date,
  row_version bigint not null,
  primary key (court_id, case_id)
);
-- The newest message applied of each case, withdrawn ones too. Not for the web login: it would name cases that are sealed.
create table pacer.locator_version (
  court_id text not null,
  case_id bigint not null,
  row_version bigint not null,
  primary key (court_id, case_id)
);
create table pacer.locator_party (
  court_id text not null,
  case_id bigint not null,
  n integer not null,
  name text not null,
  role text not null,
  primary key (court_id, case_id, n)
);
create table pacer.audit (like pub.audit including constraints including indexes);

grant select, insert, update on pacer.account, pacer.privilege, pacer.session, pacer.sign_on_failure, pacer.known_browser to openecf_web;
grant delete on pacer.session, pacer.sign_on_failure, pacer.known_browser to openecf_web;
grant select on pacer.fee_schedule, pacer.locator_case, pacer.locator_party to openecf_web;
grant insert on pacer.fee_schedule to openecf_web;
grant select, insert on pacer.charge, pacer.audit to openecf_web;
grant select, insert, update, delete on pacer.locator_case, pacer.locator_party, pacer.locator_version to openecf_jobs;
grant select, delete on pacer.session, pacer.sign_on_failure to openecf_jobs;
grant select on pacer.account, pacer.charge, pacer.audit to openecf_jobs;
