-- Dockets taken in from files (DESIGN §5): what a file says that has no column of its own, and which files were taken.

-- The printed lines of counsel (firm, street, town, telephone, fax, e-mail), exactly; and, of persons taken from a docket,
-- a hash over name and lines, by which the next docket finds the same person.
alter table pub.court_person add column contact text, add column import_key text;
create unique index court_person_import on pub.court_person (court_id, import_key) where import_key is not null;

-- `imported`: the fields of the file that the columns cannot give back (`openecf export`).
alter table pub.case_record add column imported jsonb;
alter table sealed.case_record add column imported jsonb;
-- counts, complaints and offence levels of a defendant (spec/filing.md §2.10)
alter table pub.party add column criminal jsonb, add column imported jsonb;
alter table sealed.party add column criminal jsonb, add column imported jsonb;
-- contact: the lines as printed in this case, where they differ from the person's
alter table pub.association add column contact text, add column imported jsonb;
alter table sealed.association add column contact text, add column imported jsonb;
-- place: the entry's place in the file, from 1; our own entries have none
alter table pub.docket_entry add column place integer, add column imported jsonb;
alter table sealed.docket_entry add column place integer, add column imported jsonb;

-- A docket's identity is its court and number; a file is known by its bytes, so that it changes nothing the second time.
create table pub.import_source (
  court_id text not null references pub.court,
  external_key text not null,
  sha256 text not null,
  case_id bigint not null,
  file_name text not null,
  at timestamptz not null,
  primary key (court_id, external_key, sha256),
  foreign key (court_id, case_id) references ident.case_identity
);
-- not for the web login: it would name cases that have since been sealed
grant select, insert on pub.import_source to openecf_court;
grant select on pub.import_source to openecf_vault, openecf_jobs;
