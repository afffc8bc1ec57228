-- Corporate parents and other affiliates of parties (Fed. R. Civ. P. 7.1; spec/filing.md §2.7.10), the parts of a person's name
-- (§2.7.1), and looking for a name before another party is made of it (§2.7.8).

create table pub.party_affiliate (
  court_id text not null,
  case_id bigint not null,
  party_no integer not null,
  n integer not null,
  kind text not null check (kind in ('Corporate Parent', 'Other Affiliate')),
  name text not null,
  primary key (court_id, case_id, party_no, n),
  foreign key (court_id, case_id, party_no) references pub.party
);
create table sealed.party_affiliate (like pub.party_affiliate including defaults including constraints including indexes);

-- What `name` was put together from, where the filer said it; null: the name is one piece.
alter table pub.party add column last_name text, add column first_name text, add column middle_name text,
  add column generation text, add column title text;
alter table sealed.party add column last_name text, add column first_name text, add column middle_name text,
  add column generation text, add column title text;

-- A name without what people write differently: capitals, accents, points of Hebrew and Arabic, punctuation.
-- `foldName` of src/court/cases/party-names.ts says the same; a test holds the two together.
create function pub.folded_name(name text) returns text language sql immutable strict parallel safe
return btrim(regexp_replace(replace(replace(lower(
    regexp_replace(normalize(name, NFKD), '[\u0300-\u036f\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a\u0640\u064b-\u065f\u0670\u200c\u200d.''’`]', '', 'g')),
  '&', ' and '), 'ς', 'σ'), '[^[:alnum:]]+', ' ', 'g'));

-- "who of this name is known to the court?", over parties and aliases; the case's own lists are read by primary key
create index party_name_folded on pub.party using gin (pub.folded_name(name) pub.gin_trgm_ops);
create index party_alias_folded on pub.party_alias using gin (pub.folded_name(name) pub.gin_trgm_ops);
-- search by name finds corporate parents too, as it finds aliases (0003)
create index party_affiliate_words on pub.party_affiliate using gin (lower(name) pub.gin_trgm_ops);

grant select on pub.party_affiliate to openecf_web, openecf_court, openecf_vault, openecf_jobs;
grant insert, update on pub.party_affiliate to openecf_court, openecf_vault;
grant delete on pub.party_affiliate to openecf_vault;
grant select, insert, update, delete on sealed.party_affiliate to openecf_vault;
