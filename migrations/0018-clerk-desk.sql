-- What filers bring to the clerk's desk (spec/filing.md §9.3, §14.3 items 95-97): requests to correct what was filed, and
-- what failed before a deadline. Neither is part of the public record; `pub` says only that the ordinary logins may read it.

create table pub.correction_request (
  court_id text not null,
  request_id uuid not null,
  case_id bigint not null,
  entry_seq integer not null,
  filing_id uuid not null,
  account_id uuid not null,
  -- who is told of the answer
  person_id uuid not null,
  kind text not null check (kind in
    ('must-not-be-public', 'wrong-event', 'wrong-case', 'wrong-document', 'wrong-party', 'missing', 'other')),
  reason text not null,
  asked_at timestamptz not null,
  state text not null default 'open' check (state in ('open', 'done', 'declined')),
  answer text,
  answered_by text,
  answered_at timestamptz,
  -- the e-mail that tells the answer: null until there is one
  mail_state text check (mail_state in ('waiting', 'sent', 'undelivered')),
  primary key (court_id, request_id),
  foreign key (court_id, case_id, entry_seq) references ident.entry_identity,
  check ((state = 'open') = (answered_at is null) and (state = 'open') = (answer is null) and (state = 'open') = (mail_state is null))
);
-- of a filing and kind one that is open
create unique index correction_request_open on pub.correction_request (court_id, filing_id, kind) where state = 'open';
-- the clerk's queue, oldest first: what must not be public by itself, for it comes first
create index correction_request_urgent on pub.correction_request (court_id, request_id)
  where state = 'open' and kind = 'must-not-be-public';
create index correction_request_queue on pub.correction_request (court_id, request_id)
  where state = 'open' and kind <> 'must-not-be-public';
-- those of a filing, on its page
create index correction_request_of_filing on pub.correction_request (court_id, filing_id, request_id);
-- a filer's own, newest first
create index correction_request_of_account on pub.correction_request (court_id, account_id, request_id);
-- where they go with a case or an entry that is sealed
create table sealed.correction_request (like pub.correction_request including defaults including constraints including indexes);

grant select on pub.correction_request to openecf_web, openecf_court, openecf_vault, openecf_jobs;
grant insert on pub.correction_request to openecf_court, openecf_vault;
grant update (state, answer, answered_by, answered_at, mail_state) on pub.correction_request to openecf_court;
grant update (mail_state) on pub.correction_request to openecf_jobs;
grant delete on pub.correction_request to openecf_vault;
grant select, insert, update, delete on sealed.correction_request to openecf_vault;

-- Who could not file, when by the court's clock, and what they saw. Append-only: nobody may change or take away a line.
create table pub.technical_failure (
  court_id text not null references pub.court,
  -- TF-20261122-7KQ2-MX9D-4TRC: the court's day, then chance
  reference text not null,
  account_id uuid not null,
  logged_at timestamptz not null,
  what text not null,
  draft_id uuid,
  primary key (court_id, reference)
);
-- the clerk's list, newest first
create index technical_failure_by_time on pub.technical_failure (court_id, logged_at, reference);
grant select on pub.technical_failure to openecf_web, openecf_court, openecf_vault, openecf_jobs;
grant insert on pub.technical_failure to openecf_court;

-- what waits for its right event, and nothing else of the docket
create index docket_entry_placeholder on pub.docket_entry (court_id, filed_on, case_id, entry_seq)
  where event_code in ('z-motion', 'z-document');

-- an entry that gets another event may refer in another way
grant update (kind) on pub.entry_link to openecf_court;
