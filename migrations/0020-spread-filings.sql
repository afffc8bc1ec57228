-- One filing with entries in several cases (spec/filing.md §2.9, BR-37; docs/decisions/0007-spread-filings.md).

-- A document has one number wherever it is docketed. In each case it stands by a row of its own, with the level and the bytes' key
-- that it has there.
alter table pub.document drop constraint document_pkey, add primary key (court_id, serial, case_id);
alter table sealed.document drop constraint document_pkey, add primary key (court_id, serial, case_id);
alter table pub.restricted_document drop constraint restricted_document_pkey, add primary key (court_id, serial, case_id);
-- Each case's header is another. Stamps are derived and are made again when they are asked for.
delete from pub.stamp_tail;
delete from sealed.stamp_tail;
alter table pub.stamp_tail add column case_id bigint not null;
alter table sealed.stamp_tail add column case_id bigint not null;
alter table pub.stamp_tail drop constraint stamp_tail_pkey, add primary key (court_id, serial, case_id);
alter table sealed.stamp_tail drop constraint stamp_tail_pkey, add primary key (court_id, serial, case_id);

-- Whether the entry's filing has entries in other cases too.
alter table pub.docket_entry add column spread boolean not null default false;
alter table sealed.docket_entry add column spread boolean not null default false;
-- the other entries of a filing, by case: what its text ends with, and which entry a reference means in another case
create index docket_entry_spread on pub.docket_entry (court_id, filing_id, case_id) where spread;
create index docket_entry_spread on sealed.docket_entry (court_id, filing_id, case_id) where spread;

-- What the court answers for of a filing in each further case: that case's own part of the receipt, signed by itself. It says nothing
-- of the other cases, and goes where its entry goes. The filing's first case is in `filing`.
create table pub.spread_entry (
  court_id text not null references pub.court,
  filing_id uuid not null,
  case_id bigint not null,
  entry_seq integer not null,
  receipt jsonb not null,
  receipt_signature text not null,
  receipt_key_id text not null,
  primary key (court_id, filing_id, case_id),
  foreign key (court_id, case_id, entry_seq) references ident.entry_identity
);
-- what moves with a case or an entry that is sealed
create unique index spread_entry_of_entry on pub.spread_entry (court_id, case_id, entry_seq);
create table sealed.spread_entry (like pub.spread_entry including defaults including constraints including indexes);
alter table sealed.spread_entry add foreign key (court_id, case_id, entry_seq) references ident.entry_identity;

grant select on pub.spread_entry to openecf_web, openecf_court, openecf_vault, openecf_jobs;
grant insert on pub.spread_entry to openecf_court, openecf_vault;
grant delete on pub.spread_entry to openecf_vault;
grant select, insert, delete on sealed.spread_entry to openecf_vault;
