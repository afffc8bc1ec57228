-- What the clerk's pages for a case need: taking a link between cases away again, and striking an entry.

-- The audit keeps what stood (`unlink case`).
grant delete on pub.case_link to openecf_court;

-- By what an entry was stricken, as the docket prints it ("Order 5"); null: it stands. Its words stay, shown struck.
alter table pub.docket_entry add column stricken_by text;
alter table sealed.docket_entry add column stricken_by text;

-- the judges to whom a case may be assigned, among all persons whom a court knows
create index court_person_judge on pub.court_person (court_id) where kind = 'judge';
