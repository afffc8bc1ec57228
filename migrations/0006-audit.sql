-- Who did what. One hash chain a stream; the head stands on the row that is locked anyway (DESIGN §4.7).
create table pub.audit (
  court_id text not null,
  stream text not null,
  n bigint not null,
  prev_hash text not null,
  hash text not null,
  at timestamptz not null,
  actor text not null,
  act text not null,
  body jsonb not null,
  primary key (court_id, stream, n)
);
create table sealed.audit (like pub.audit including defaults including constraints including indexes);

-- Every minute, one hash over all heads, chained to the one before.
create table ops.audit_checkpoint (
  n bigint primary key,
  at timestamptz not null,
  streams bigint not null,
  root text not null,
  prev_hash text not null,
  hash text not null
);

-- Each decision to show or refuse, without content (spec/security.md, ASVS 16.3.2).
create table ops.access_log (
  at timestamptz not null,
  request_id text not null,
  account_id uuid,
  court_id text,
  route text not null,
  object text not null,
  allowed boolean not null,
  answer text not null
);
create index access_log_by_time on ops.access_log (at);

grant select on pub.audit to openecf_web, openecf_court, openecf_vault, openecf_jobs;
grant insert on pub.audit to openecf_court, openecf_vault;
grant select, insert on sealed.audit to openecf_vault;
grant select, insert on ops.audit_checkpoint to openecf_jobs, openecf_vault;
grant insert on ops.access_log to openecf_web, openecf_court, openecf_vault;
grant select on ops.access_log to openecf_jobs;
