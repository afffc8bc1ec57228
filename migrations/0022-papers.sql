-- What is on record about the papers of a filing (spec/filing.md §1.4, §4.3, §14.3 rows 98 and 100).

-- A form that can still be filled in, in a court that takes those with a warning; and the court's own forms, made of answers.
alter table pub.upload add column fillable boolean not null default false;
alter table pub.upload add column form text;

-- Who signed a paper besides its filer. For the filer and the court: no part of the public record.
create table pub.paper_signer (
  court_id text not null,
  case_id bigint not null,
  entry_seq integer not null,
  n integer not null,
  name text not null,
  capacity text not null,
  held text not null check (held in ('paper', 'consent', 'electronic', 'own-login')),
  -- how long the filer keeps the original, as the court said on the day of filing
  kept_until text not null,
  primary key (court_id, case_id, entry_seq, n),
  foreign key (court_id, case_id, entry_seq) references ident.entry_identity
);
create table sealed.paper_signer (like pub.paper_signer including defaults including constraints including indexes);

-- What comes to the clerk by hand with a notice of manual filing: expected, received, and how its stay with the clerk ended.
create table pub.manual_filing (
  court_id text not null,
  case_id bigint not null,
  entry_seq integer not null,
  what text not null,
  medium text not null,
  reason text not null,
  filed_on date not null,
  received_on date,
  received_clerk text,
  kept_at text,
  ended_on date,
  ended_how text check (ended_how in ('returned', 'destroyed', 'sent-on', 'never-came')),
  ended_clerk text,
  primary key (court_id, case_id, entry_seq),
  foreign key (court_id, case_id, entry_seq) references ident.entry_identity,
  check ((received_on is null) = (received_clerk is null) and (received_on is null) = (kept_at is null)),
  check ((ended_on is null) = (ended_how is null) and (ended_on is null) = (ended_clerk is null)),
  check (ended_how is null or (ended_how = 'never-came') = (received_on is null))
);
create table sealed.manual_filing (like pub.manual_filing including defaults including constraints including indexes);
-- the clerk's queue: what is expected, and what is kept, the earliest first
create index manual_filing_open on pub.manual_filing (court_id, (received_on is not null), filed_on, case_id, entry_seq)
  where ended_on is null;

grant select on pub.paper_signer, pub.manual_filing to openecf_web, openecf_court, openecf_vault;
grant insert on pub.paper_signer, pub.manual_filing to openecf_court, openecf_vault;
grant update (received_on, received_clerk, kept_at, ended_on, ended_how, ended_clerk) on pub.manual_filing to openecf_court;
grant delete on pub.paper_signer, pub.manual_filing to openecf_vault;
-- an entry that gets another event no longer announces anything
grant delete on pub.manual_filing to openecf_court;
grant select, insert, update, delete on sealed.paper_signer, sealed.manual_filing to openecf_vault;
