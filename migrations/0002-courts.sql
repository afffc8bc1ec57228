-- A court is data (DESIGN §2): its facts, and its dated settings.
create table pub.court (
  court_id text primary key,
  name text not null,
  kind text not null check (kind in ('district', 'trade', 'training', 'other')),
  zone text not null,
  doc_prefix text not null check (doc_prefix ~ '^\d{3}$'),
  legacy_as text,
  configured boolean not null,
  -- the chain of the court's own acts (settings, people); cases have their own
  chain_n bigint not null default 0,
  chain_head text not null default ''
);

-- What a court has chosen, from a day on. Of the rows whose day has come the latest day holds, of equal days the last recorded.
create table pub.court_setting_version (
  court_id text not null references pub.court,
  key text not null,
  effective_from date not null,
  recorded_at timestamptz not null,
  value jsonb not null,
  primary key (court_id, key, effective_from, recorded_at)
);

-- People as this court knows them: its own copy, so that who is told is decided from its own database (DESIGN §2 rule 1).
create table pub.court_person (
  court_id text not null references pub.court,
  person_id uuid not null,
  account_id uuid,
  kind text not null check (kind in ('attorney', 'pro-se', 'clerk', 'judge', 'other')),
  -- "Last, First M." as docket text signs it
  signature_name text not null,
  display_name text not null,
  title text,
  initials text,
  firm text,
  address text,
  phone text,
  fax text,
  email text,
  secondary_emails text[] not null default '{}',
  mail_format text not null default 'html' check (mail_format in ('html', 'text')),
  status text not null check (status in ('registered', 'unregistered', 'inactive')),
  primary key (court_id, person_id)
);
-- who an account is in this court, at every request of a signed-on person
create unique index court_person_account on pub.court_person (court_id, account_id) where account_id is not null;

grant select on all tables in schema pub to openecf_web, openecf_court, openecf_vault, openecf_jobs;
grant insert on pub.court, pub.court_setting_version, pub.court_person to openecf_court;
grant update on pub.court, pub.court_person to openecf_court;
