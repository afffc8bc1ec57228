-- The docket (spec/filing.md §2.11). An entry's place is its number inside the case; its words are versions, append-only.
create table pub.docket_entry (
  court_id text not null,
  case_id bigint not null,
  entry_seq integer not null,
  -- the number that people cite; absent where the court does not number the entry
  doc_no integer,
  -- imported numbers that are not plain integers keep their printed form
  doc_label text,
  filed_on date not null,
  -- entered_at is known of our own entries only; imported ones have the day
  entered_at timestamptz,
  entered_on date not null,
  event_code text,
  event_version integer,
  -- the menu category of its event: what other events may refer to (imported entries: as far as their text tells)
  category text,
  -- in lists and subjects ("Motion to Compel"), and in the text of entries that refer to it ("MOTION to Compel")
  short_name text not null default '',
  reference_name text not null default '',
  filing_id uuid,
  signer_person uuid,
  restriction text not null default 'public' check (restriction in ('public', 'court-only', 'sealed')),
  -- how a sealed entry shows to the public (DESIGN §4.4)
  seal_mode text check (seal_mode in ('placeholder', 'gap', 'series')),
  origin text not null check (origin in ('filed', 'imported')),
  version integer not null default 1,
  primary key (court_id, case_id, entry_seq),
  foreign key (court_id, case_id, entry_seq) references ident.entry_identity
);
-- our own numbers are unique in their case; imported dockets may repeat or lack numbers (DESIGN §4.6)
create unique index docket_entry_number on pub.docket_entry (court_id, case_id, doc_no) where origin = 'filed' and doc_no is not null;
-- a reference by number, and the docket from number n to number m
create index docket_entry_by_number on pub.docket_entry (court_id, case_id, doc_no);
-- the docket sheet in the order of filing dates, in batches by key
create index docket_entry_by_date on pub.docket_entry (court_id, case_id, filed_on, entry_seq);

create table pub.entry_version (
  court_id text not null,
  case_id bigint not null,
  entry_seq integer not null,
  version integer not null,
  text text not null,
  -- the same text in parts: references, attachments, the filer's own words (absent for imported text)
  parts jsonb,
  reason text,
  actor text not null,
  at timestamptz not null,
  primary key (court_id, case_id, entry_seq, version)
);
create table pub.entry_filer (
  court_id text not null,
  case_id bigint not null,
  entry_seq integer not null,
  party_no integer not null,
  primary key (court_id, case_id, entry_seq, party_no)
);
create table pub.entry_link (
  court_id text not null,
  case_id bigint not null,
  from_seq integer not null,
  to_seq integer not null,
  -- the relief concerned, or 0 for the entry as a whole
  relief_n integer not null default 0,
  kind text not null,
  primary key (court_id, case_id, from_seq, to_seq, relief_n)
);
-- what has been filed about an entry
create index entry_link_to on pub.entry_link (court_id, case_id, to_seq);

-- One motion of a motion entry; each has its own outcome (DESIGN §6).
create table pub.relief (
  court_id text not null,
  case_id bigint not null,
  entry_seq integer not null,
  n integer not null,
  code text not null,
  name text not null,
  status text not null,
  since date not null,
  ruled_by integer,
  ended_on date,
  primary key (court_id, case_id, entry_seq, n)
);
create index relief_pending on pub.relief (court_id, case_id) where status = 'pending';

create table pub.document (
  court_id text not null,
  serial bigint not null,
  case_id bigint not null,
  entry_seq integer not null,
  -- 0 is the main document
  attachment_no integer not null,
  category text,
  description text,
  original_name text,
  -- absent: the record names the document but its bytes are not here (imported dockets)
  sha256 text,
  bytes bigint,
  pages integer,
  -- sealed side only: the object, its wrapped key, and which key wrapped it
  object_id text,
  wrapped_key bytea,
  key_id text,
  restriction text not null default 'public' check (restriction in ('public', 'participants', 'court-only', 'sealed')),
  -- Ed25519 over hash, day and file number, as the NEF prints it (spec/filing.md §5.4)
  stamp text,
  stamp_key_id text,
  primary key (court_id, serial),
  foreign key (court_id, case_id, entry_seq) references ident.entry_identity,
  check (restriction = 'public' or sha256 is null or object_id is not null)
);
-- the documents of a docket, in order
create unique index document_of_entry on pub.document (court_id, case_id, entry_seq, attachment_no);
-- the header stamped on each page, as a tail to the filer's bytes (DESIGN §4.15); derived, may be dropped at any time
create table pub.stamp_tail (
  court_id text not null,
  serial bigint not null,
  header text not null,
  tail bytea not null,
  primary key (court_id, serial)
);

create table sealed.docket_entry (like pub.docket_entry including defaults including constraints including indexes);
create table sealed.entry_version (like pub.entry_version including defaults including constraints including indexes);
create table sealed.entry_filer (like pub.entry_filer including defaults including constraints including indexes);
create table sealed.entry_link (like pub.entry_link including defaults including constraints including indexes);
create table sealed.relief (like pub.relief including defaults including constraints including indexes);
create table sealed.document (like pub.document including defaults including constraints including indexes);
create table sealed.stamp_tail (like pub.stamp_tail including defaults including constraints including indexes);
alter table sealed.docket_entry add foreign key (court_id, case_id, entry_seq) references ident.entry_identity;
alter table sealed.document add foreign key (court_id, case_id, entry_seq) references ident.entry_identity;

-- All that the public may know of a sealed entry in placeholder mode: that the number is used (DESIGN §4.4).
create table pub.sealed_entry_number (
  court_id text not null,
  case_id bigint not null,
  doc_no integer not null,
  primary key (court_id, case_id, doc_no)
);
-- The sealed entries of a public case are numbered inside the case from a counter of their own side.
create table sealed.case_counter (
  court_id text not null,
  case_id bigint not null,
  next_entry_seq integer not null default 1000000001,
  next_series_no integer not null default 1,
  chain_n bigint not null default 0,
  chain_head text not null default '',
  primary key (court_id, case_id),
  foreign key (court_id, case_id) references ident.case_identity
);
-- Who ordered what to be hidden or shown, and why.
create table sealed.restriction_act (
  court_id text not null,
  act_id uuid not null,
  case_id bigint not null,
  entry_seq integer,
  serial bigint,
  level text not null,
  authority text not null,
  reason text not null,
  actor text not null,
  at timestamptz not null,
  until_on date,
  primary key (court_id, act_id)
);

grant select on all tables in schema pub to openecf_web, openecf_court, openecf_vault, openecf_jobs;
grant insert on pub.docket_entry, pub.entry_version, pub.entry_filer, pub.entry_link, pub.relief, pub.document
  to openecf_court, openecf_vault;
grant update on pub.docket_entry, pub.relief, pub.document to openecf_court, openecf_vault;
grant insert, update on pub.stamp_tail to openecf_web, openecf_court, openecf_jobs;
grant insert, delete on pub.sealed_entry_number to openecf_vault;
grant delete on pub.docket_entry, pub.entry_version, pub.entry_filer, pub.entry_link, pub.relief, pub.document, pub.stamp_tail to openecf_vault;
grant select, insert, update, delete on all tables in schema sealed to openecf_vault;
revoke update, delete on sealed.entry_version, sealed.restriction_act from openecf_vault;

-- Restricted documents of visible entries, by serial only: their address answers "no permission", not "absent" (DESIGN §4.4).
create table pub.restricted_document (
  court_id text not null,
  serial bigint not null,
  case_id bigint not null,
  primary key (court_id, serial)
);
grant select on pub.restricted_document to openecf_web, openecf_court, openecf_vault, openecf_jobs;
grant insert, delete on pub.restricted_document to openecf_vault;
