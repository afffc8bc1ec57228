-- The court's own events, and who must file electronically.

-- The version of its event with which a draft was begun: when the court has changed or retired the event since, its filer is told.
alter table pub.draft add column event_version integer;
alter table sealed.draft add column event_version integer;

-- Who is let off what the court's settings make mandatory, from a day, until a day or for good (spec/filing.md §14.1 item 44).
create table pub.filing_exemption (
  court_id text not null references pub.court,
  exemption_id uuid not null,
  person_id uuid not null,
  what text not null check (what in ('filing', 'caseOpening', 'onlinePayment')),
  from_on date not null,
  -- first day on which it does not hold any more; null: it holds until it is ended
  until_on date,
  -- the order or rule that allows it, and the reason
  authority text not null,
  reason text not null,
  recorded_by text not null,
  recorded_at timestamptz not null,
  primary key (court_id, exemption_id),
  foreign key (court_id, person_id) references pub.court_person (court_id, person_id)
);
-- what a person is let off, when a clerk dockets a paper of that person
create index filing_exemption_of_person on pub.filing_exemption (court_id, person_id);
grant select on pub.filing_exemption to openecf_web, openecf_court;
grant insert on pub.filing_exemption to openecf_court;
grant update (until_on) on pub.filing_exemption to openecf_court;
