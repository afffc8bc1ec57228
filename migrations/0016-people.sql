-- What filing does to the people of a case (spec/filing.md §2.7, §2.10, §3.14), and what it tells the public for nothing.

-- A deadline can be one party's: the answer of each defendant is due by itself, and ends by itself. Null: nobody's in particular.
alter table pub.deadline add column party_no integer;
alter table sealed.deadline add column party_no integer;
-- open deadlines of a name ("answer"), which a filing ends
create index deadline_open on pub.deadline (court_id, case_id, name) where ended_on is null;
create index deadline_open on sealed.deadline (court_id, case_id, name) where ended_on is null;

-- person, organization or government; absent where the record does not say it
alter table pub.party add column kind text check (kind in ('person', 'organization', 'government'));
alter table sealed.party add column kind text check (kind in ('person', 'organization', 'government'));
-- the party of the same case that it is, in another role: a defendant as counter claimant
alter table pub.party add column same_as integer;
alter table sealed.party add column same_as integer;

-- A written opinion is free to everyone (E-Government Act of 2002, section 205(a)(5)).
alter table pub.docket_entry add column opinion boolean not null default false;
alter table sealed.docket_entry add column opinion boolean not null default false;
