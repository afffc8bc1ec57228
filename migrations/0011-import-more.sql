-- Histories, case queries, archive dockets and attachment menus (spec/legacy-pages.md §5, §7, §8, §17), joined to their cases.

-- court_case_id: the id that the court itself gives the case, where a file says it; ours stay ours.
-- printed: by kind of file (history, archive, query), what such a file says that the columns cannot give back.
alter table pub.case_record add column court_case_id text, add column printed jsonb;
alter table sealed.case_record add column court_case_id text, add column printed jsonb;
create index case_by_court_id on pub.case_record (court_id, court_case_id) where court_case_id is not null;
create index case_by_court_id on sealed.case_record (court_id, court_case_id) where court_case_id is not null;
-- printed: the same of an entry; its attachment menu too
alter table pub.docket_entry add column printed jsonb;
alter table sealed.docket_entry add column printed jsonb;

-- An attachment menu names no docket number: until a docket names its document it waits here, and is taken with that docket.
create table pub.import_waiting (
  court_id text not null,
  -- of its main document
  serial bigint not null,
  court_case_id text not null,
  sha256 text not null,
  file_name text not null,
  menu jsonb not null,
  at timestamptz not null,
  primary key (court_id, serial, sha256)
);
create index import_waiting_case on pub.import_waiting (court_id, court_case_id);
-- for the court login alone: it may name documents that nobody may see
grant select, insert, delete on pub.import_waiting to openecf_court;

-- the dockets of a number, one defendant's among them, whatever the language of the server sorts by
create index import_source_number on pub.import_source (court_id, external_key text_pattern_ops);
