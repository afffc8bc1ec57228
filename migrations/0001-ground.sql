-- The ground: schemas, migrations, messages between court and nation, keys to things (DESIGN §4.1, §4.3).
-- pub: what the web login may read. sealed: restricted matter, only the vault login. ident: what exists at all;
-- the web login may not read it. pacer: the national side. ops: the machine room.
create schema pub;
create schema sealed;
create schema ident;
create schema pacer;

revoke all on schema public from public;
grant usage on schema pub to openecf_web, openecf_court, openecf_vault, openecf_jobs;
grant usage on schema sealed to openecf_vault;
grant usage on schema ident to openecf_court, openecf_vault;
grant usage on schema pacer to openecf_web, openecf_jobs;
grant usage on schema ops to openecf_web, openecf_court, openecf_vault, openecf_jobs;

-- Whoever exists, in whatever schema: the target of foreign keys across the wall (DESIGN §4.3).
create table ident.case_identity (
  court_id text not null,
  case_id bigint not null,
  primary key (court_id, case_id)
);
create table ident.entry_identity (
  court_id text not null,
  case_id bigint not null,
  entry_seq integer not null,
  primary key (court_id, case_id, entry_seq),
  foreign key (court_id, case_id) references ident.case_identity
);
grant select, insert on all tables in schema ident to openecf_court, openecf_vault;

-- Case ids and document serials of public and sealed matter come from disjoint ranges, so that neither shows the other's
-- traffic (DESIGN §4.4). Own serials start above every imported one (measured maximum below 40,000,000).
create sequence pub.case_id_serial start 10000001 maxvalue 499999999;
create sequence pub.document_serial start 100000001 maxvalue 499999999;
create sequence sealed.case_id_serial start 500000001 maxvalue 999999999;
create sequence sealed.document_serial start 500000001 maxvalue 999999999;
grant usage on sequence pub.case_id_serial, pub.document_serial to openecf_court, openecf_vault;
grant usage on sequence sealed.case_id_serial, sealed.document_serial to openecf_vault;

-- Messages that leave this side, written in the transaction that causes them; and those already taken in (DESIGN §4.1).
create table ops.outbox (
  message_id uuid primary key,
  court_id text not null,
  recipient text not null,
  kind text not null,
  body jsonb not null,
  at timestamptz not null,
  taken_at timestamptz
);
create index outbox_waiting on ops.outbox (at) where taken_at is null;
create table ops.inbox (
  message_id uuid primary key,
  at timestamptz not null
);
grant select, insert on ops.outbox to openecf_web, openecf_court, openecf_vault;
grant select, update on ops.outbox to openecf_jobs;
grant select, insert on ops.inbox to openecf_jobs;

-- The job runner's tables belong to the jobs login; others enqueue through ops.enqueue, in their own transaction (DESIGN §4.17).
create schema graphile_worker authorization openecf_jobs;
