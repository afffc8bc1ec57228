-- All levels of access (spec/filing.md §12; DESIGN §4.4): what they are, until when they hold, and to whom they are opened.
-- `create table like` gave both sides' checks the same names.
alter table pub.document drop constraint document_restriction_check;
alter table sealed.document drop constraint document_restriction_check;
alter table pub.document add constraint document_restriction_check check (restriction in ('public', 'participants', 'ssa-immigration',
  'applicable-party', 'selected-parties', 'ex-parte', 'court-only', 'sealed', 'pending-redaction', 'embargo', 'stricken'));
alter table sealed.document add constraint document_restriction_check check (restriction in ('public', 'participants', 'ssa-immigration',
  'applicable-party', 'selected-parties', 'ex-parte', 'court-only', 'sealed', 'pending-redaction', 'embargo', 'stricken'));

-- The first day, in the court's zone, on which the level no longer holds and the document is public; the reader looks at it
-- each time, no job has to run. The stub tells the public side the day, so that it knows when to ask.
alter table pub.document add column until_on date;
alter table sealed.document add column until_on date;
alter table pub.restricted_document add column until_on date;
create index restricted_document_of_case on pub.restricted_document (court_id, case_id);

-- Persons to whom one document has been opened: selected parties, purchasers of a transcript.
create table sealed.access_grant (
  court_id text not null,
  serial bigint not null,
  person_id uuid not null,
  from_on date not null,
  -- the first day on which it holds no more
  until_on date,
  primary key (court_id, serial, person_id)
);
grant select, insert, update on sealed.access_grant to openecf_vault;

-- Social Security and immigration cases by their nature of suit (Fed. R. Civ. P. 5.2(c); spec/filing.md BR-12): documents of the
-- parties are for the parties, at a distance. Computed, so that no way of recording a case can forget it.
alter table pub.case_record add column rule_5_2_c text generated always as (case
  when nature_of_suit ~ '^(460|462|463|465)\M' then 'immigration'
  when nature_of_suit ~ '^86[1-5]\M' then 'social-security' end) stored;
alter table sealed.case_record add column rule_5_2_c text generated always as (case
  when nature_of_suit ~ '^(460|462|463|465)\M' then 'immigration'
  when nature_of_suit ~ '^86[1-5]\M' then 'social-security' end) stored;

-- The courthouse's public terminal is a machine with a credential of its own (spec/filing.md §1.1.22).
alter table pacer.privilege drop constraint privilege_role_check;
alter table pacer.privilege add constraint privilege_role_check
  check (role in ('attorney', 'pro-se', 'clerk', 'sealed-clerk', 'judge', 'admin', 'terminal'));

-- Whether a public document still names bytes, asked when one is sealed; and the uploads it came from.
create index document_by_hash on pub.document (sha256) where sha256 is not null;
create index upload_by_hash on pub.upload (sha256);
