-- Deadlines that are moved, mail days of one person, and notices of a corrected entry (spec/filing.md §9.3, §9.5, §11).

-- An extension ends a deadline and makes the next of it: the earlier row stays as history, and says by which entry it ended.
alter table pub.deadline add column moved_from uuid;
alter table sealed.deadline add column moved_from uuid;
-- the entry that moved it; it goes to the sealed side with that entry
alter table pub.deadline add column moved_by integer;
alter table sealed.deadline add column moved_by integer;
-- A party's own share of a deadline that is nobody's in particular: only what refers to the entry that set it meets it.
alter table pub.deadline add column by_reference boolean not null default false;
alter table sealed.deadline add column by_reference boolean not null default false;

-- The new day that a motion for more time asks for: what granting it gives.
alter table pub.relief add column asked_on date;
alter table sealed.relief add column asked_on date;

-- Which version of the entry's text a notice tells: 1 as it was filed, a higher one as it was corrected.
alter table pub.notice add column entry_version integer not null default 1;
alter table sealed.notice add column entry_version integer not null default 1;
-- of one version each address is told once
create unique index notice_of_version on pub.notice (court_id, case_id, entry_seq, entry_version, person_id, address) where entry_version > 1;
create unique index notice_of_version on sealed.notice (court_id, case_id, entry_seq, entry_version, person_id, address) where entry_version > 1;

-- Of each answer of a draft the version that last changed it: who answers from an older page is told what has changed since.
alter table pub.draft add column field_versions jsonb not null default '{}';
alter table sealed.draft add column field_versions jsonb not null default '{}';
-- When an upload that became nothing goes before its time: its case has been sealed. Filings under way still find it till then.
alter table pub.upload add column gone_after timestamptz;
create index upload_going on pub.upload (gone_after) where gone_after is not null;
