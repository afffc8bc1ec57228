-- Criminal defendants, links between cases, and header lines of a court's own (spec/filing.md §2.6, §2.9, §2.10).

-- A defendant of a criminal case: a party with a number of its own, and the offence levels.
create table pub.defendant (
  court_id text not null,
  case_id bigint not null,
  party_no integer not null,
  -- as printed: Defendant (1), "as to Tate (1)"
  number integer not null,
  offense_opening text not null default '',
  offense_terminated text not null default '',
  primary key (court_id, case_id, party_no),
  unique (court_id, case_id, number),
  foreign key (court_id, case_id, party_no) references pub.party
);
create table pub.criminal_count (
  court_id text not null,
  case_id bigint not null,
  party_no integer not null,
  n integer not null,
  -- citation, words and numbers of the counts, as printed
  label text not null,
  status text not null check (status in ('pending', 'terminated')),
  disposition text not null default '',
  primary key (court_id, case_id, party_no, n),
  foreign key (court_id, case_id, party_no) references pub.defendant
);
create table pub.criminal_complaint (
  court_id text not null,
  case_id bigint not null,
  party_no integer not null,
  n integer not null,
  label text not null,
  disposition text not null default '',
  primary key (court_id, case_id, party_no, n),
  foreign key (court_id, case_id, party_no) references pub.defendant
);
-- whom of the defendants an entry is about ("as to ...")
create table pub.entry_defendant (
  court_id text not null,
  case_id bigint not null,
  entry_seq integer not null,
  party_no integer not null,
  primary key (court_id, case_id, entry_seq, party_no),
  foreign key (court_id, case_id, party_no) references pub.defendant,
  foreign key (court_id, case_id, entry_seq) references ident.entry_identity
);
-- What the other case is to this one. A case here is named by its identity, so that its number may change; one elsewhere by words.
create table pub.case_link (
  court_id text not null,
  case_id bigint not null,
  n integer not null,
  kind text not null check (kind in ('lead', 'member', 'related', 'mj-to-cr', 'other-court')),
  other_case_id bigint,
  words text,
  primary key (court_id, case_id, n),
  check ((other_case_id is null) <> (words is null)),
  foreign key (court_id, case_id) references ident.case_identity,
  foreign key (court_id, other_case_id) references ident.case_identity
);
-- Header lines that only some courts have (the Court of International Trade: Category, Agency, Product Description, ...)
create table pub.header_field (
  court_id text not null,
  case_id bigint not null,
  n integer not null,
  label text not null,
  value text not null,
  primary key (court_id, case_id, n),
  foreign key (court_id, case_id) references ident.case_identity
);

create table sealed.defendant (like pub.defendant including defaults including constraints including indexes);
create table sealed.criminal_count (like pub.criminal_count including defaults including constraints including indexes);
create table sealed.criminal_complaint (like pub.criminal_complaint including defaults including constraints including indexes);
create table sealed.entry_defendant (like pub.entry_defendant including defaults including constraints including indexes);
create table sealed.case_link (like pub.case_link including defaults including constraints including indexes);
create table sealed.header_field (like pub.header_field including defaults including constraints including indexes);

grant select on pub.defendant, pub.criminal_count, pub.criminal_complaint, pub.entry_defendant, pub.case_link, pub.header_field
  to openecf_web, openecf_court, openecf_vault, openecf_jobs;
grant insert, update on pub.defendant, pub.criminal_count, pub.criminal_complaint, pub.entry_defendant, pub.case_link,
  pub.header_field to openecf_court, openecf_vault;
grant delete on pub.defendant, pub.criminal_count, pub.criminal_complaint, pub.entry_defendant, pub.case_link, pub.header_field
  to openecf_vault;
grant select, insert, update, delete on sealed.defendant, sealed.criminal_count, sealed.criminal_complaint,
  sealed.entry_defendant, sealed.case_link, sealed.header_field to openecf_vault;
