-- Cases (spec/filing.md §2), in two schemas of the same shape: pub, and sealed for cases under seal.
create table pub.case_record (
  court_id text not null references pub.court,
  case_id bigint not null,
  office text not null,
  yy text not null,
  type text not null,
  seq bigint not null,
  short_title text not null,
  filed_on date,
  terminated_on date,
  reopened_on date,
  presider_initials text,
  referral_initials text,
  presider text,
  referral text,
  cause text,
  nature_of_suit text,
  jury_demand text,
  jurisdiction text,
  demand text,
  mdl_status text,
  -- public: anyone; under-seal: number shown, nothing else; hidden: as absent (DESIGN §4.4)
  restriction text not null default 'public' check (restriction in ('public', 'under-seal', 'hidden')),
  origin text not null check (origin in ('filed', 'imported')),
  next_entry_seq integer not null default 1,
  next_doc_no integer not null default 1,
  row_version bigint not null default 1,
  chain_n bigint not null default 0,
  chain_head text not null default '',
  last_filed_on date,
  primary key (court_id, case_id),
  -- a displayed number is one docket; hidden cases have a series of their own
  unique (court_id, office, yy, type, seq),
  foreign key (court_id, case_id) references ident.case_identity
);
-- "26-142" without office or type, as people type it
create index case_by_year_and_number on pub.case_record (court_id, yy, seq);
create table sealed.case_record (like pub.case_record including defaults including constraints including indexes);
alter table sealed.case_record add foreign key (court_id, case_id) references ident.case_identity;

-- All that the public may know of a case under seal: its number (DESIGN §4.4). A hidden case has no row here.
create table pub.sealed_case_number (
  court_id text not null references pub.court,
  office text not null,
  yy text not null,
  type text not null,
  seq bigint not null,
  primary key (court_id, office, yy, type, seq)
);

create table pub.case_flag (
  court_id text not null,
  case_id bigint not null,
  flag text not null,
  public boolean not null default true,
  from_on date not null,
  to_on date,
  primary key (court_id, case_id, flag, from_on),
  foreign key (court_id, case_id) references ident.case_identity
);
create table pub.judge_assignment (
  court_id text not null,
  case_id bigint not null,
  n integer not null,
  role text not null check (role in ('presider', 'referral')),
  judge_name text not null,
  initials text,
  person_id uuid,
  from_on date not null,
  to_on date,
  primary key (court_id, case_id, n),
  foreign key (court_id, case_id) references ident.case_identity
);
create table pub.party (
  court_id text not null,
  case_id bigint not null,
  party_no integer not null,
  role text not null,
  name text not null,
  -- what prints under the name: capacity, "a California Corporation", and of imported parties all further lines
  party_text text not null default '',
  pro_se boolean not null default false,
  address text,
  started_on date,
  terminated_on date,
  primary key (court_id, case_id, party_no),
  foreign key (court_id, case_id) references ident.case_identity
);
create table pub.party_alias (
  court_id text not null,
  case_id bigint not null,
  party_no integer not null,
  n integer not null,
  kind text not null,
  name text not null,
  primary key (court_id, case_id, party_no, n)
);
-- Attorney for a party in a case, with lead, notice and dates (DESIGN §6). Imported counsel keep the printed lines.
create table pub.association (
  court_id text not null,
  case_id bigint not null,
  party_no integer not null,
  n integer not null,
  person_id uuid not null,
  lead boolean not null,
  notice boolean not null,
  pro_hac_vice boolean not null default false,
  designation text,
  from_on date,
  to_on date,
  -- roles that have no field of their own, as printed
  other_roles text[] not null default '{}',
  primary key (court_id, case_id, party_no, n),
  foreign key (court_id, case_id, party_no) references pub.party
);
-- "is this person counsel in this case?", and the cases of a person
create index association_person on pub.association (court_id, person_id, case_id);

create table sealed.case_flag (like pub.case_flag including defaults including constraints including indexes);
create table sealed.judge_assignment (like pub.judge_assignment including defaults including constraints including indexes);
create table sealed.party (like pub.party including defaults including constraints including indexes);
create table sealed.party_alias (like pub.party_alias including defaults including constraints including indexes);
create table sealed.association (like pub.association including defaults including constraints including indexes);

-- Search by name: of cases and of parties and aliases (spec/stack.md §2: trigrams on short columns only).
create extension if not exists pg_trgm schema pub;
create index case_title_words on pub.case_record using gin (lower(short_title) pub.gin_trgm_ops);
create index party_name_words on pub.party using gin (lower(name) pub.gin_trgm_ops);
create index party_alias_words on pub.party_alias using gin (lower(name) pub.gin_trgm_ops);

grant select on all tables in schema pub to openecf_web, openecf_court, openecf_vault, openecf_jobs;
grant insert, update on pub.case_record, pub.case_flag, pub.judge_assignment, pub.party, pub.party_alias, pub.association
  to openecf_court, openecf_vault;
grant insert, delete on pub.sealed_case_number to openecf_vault;
grant delete on pub.case_record, pub.case_flag, pub.judge_assignment, pub.party, pub.party_alias, pub.association to openecf_vault;
grant select, insert, update, delete on all tables in schema sealed to openecf_vault;
