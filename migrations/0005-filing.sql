-- Drafts, uploads, filings (DESIGN §3).
create table pub.draft (
  court_id text not null references pub.court,
  draft_id uuid not null,
  account_id uuid not null,
  case_id bigint not null,
  event_code text not null,
  answers jsonb not null,
  row_version integer not null default 1,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  filing_id uuid,
  discarded_at timestamptz,
  primary key (court_id, draft_id)
);
-- "my drafts"
create index draft_of_account on pub.draft (court_id, account_id, updated_at);
create table pub.upload (
  court_id text not null references pub.court,
  upload_id uuid not null,
  account_id uuid not null,
  draft_id uuid,
  original_name text not null,
  sha256 text not null,
  bytes bigint not null,
  pages integer not null,
  staged_path text not null,
  at timestamptz not null,
  filed boolean not null default false,
  primary key (court_id, upload_id)
);
create index upload_of_draft on pub.upload (court_id, draft_id);
-- old uploads nobody filed
create index upload_waiting on pub.upload (at) where not filed;

-- One submission. The key makes a repeated request one filing, for ever (DESIGN §3.5).
create table pub.filing (
  court_id text not null references pub.court,
  filing_id uuid not null,
  idem_key text not null,
  request_hash text not null,
  account_id uuid not null,
  signer_person uuid,
  channel text not null check (channel in ('web', 'api', 'demo')),
  received_at timestamptz not null,
  committed_at timestamptz not null,
  -- the canonical receipt, exactly as signed
  receipt jsonb not null,
  receipt_signature text not null,
  receipt_key_id text not null,
  primary key (court_id, filing_id),
  unique (court_id, account_id, idem_key)
);
create table sealed.filing (like pub.filing including defaults including constraints including indexes);

create table pub.deadline (
  court_id text not null,
  case_id bigint not null,
  deadline_id uuid not null,
  name text not null,
  trigger_seq integer not null,
  due_on date not null,
  rule text not null,
  explained jsonb not null,
  ended_by integer,
  ended_on date,
  primary key (court_id, case_id, deadline_id)
);
create table sealed.deadline (like pub.deadline including defaults including constraints including indexes);

-- Who is told of an entry, and what became of the message: the record of service (DESIGN §4.17).
create table pub.notice (
  court_id text not null,
  notice_id uuid not null,
  case_id bigint not null,
  entry_seq integer not null,
  filing_id uuid not null,
  person_id uuid not null,
  address text not null,
  secondary boolean not null,
  state text not null check (state in ('waiting', 'sent', 'bounced')),
  message_id text not null,
  attempts integer not null default 0,
  last_error text,
  created_at timestamptz not null,
  sent_at timestamptz,
  primary key (court_id, notice_id)
);
create index notice_of_entry on pub.notice (court_id, case_id, entry_seq);
create index notice_waiting on pub.notice (created_at) where state = 'waiting';
-- Who must be served on paper (Fed. R. Civ. P. 5(b)(2)(C); spec/filing.md §5.2 item 10).
create table pub.paper_notice (
  court_id text not null,
  case_id bigint not null,
  entry_seq integer not null,
  n integer not null,
  name text not null,
  address text not null,
  primary key (court_id, case_id, entry_seq, n)
);
-- Notices of sealed matter say only that there was activity (DESIGN §4.10); they are kept on the sealed side.
create table sealed.notice (like pub.notice including defaults including constraints including indexes);
create table sealed.paper_notice (like pub.paper_notice including defaults including constraints including indexes);

grant select on all tables in schema pub to openecf_web, openecf_court, openecf_vault, openecf_jobs;
grant insert, update on pub.draft, pub.upload to openecf_web, openecf_court;
grant update on pub.draft, pub.upload to openecf_vault;
grant delete on pub.upload to openecf_vault;
grant delete on pub.upload to openecf_web, openecf_jobs;
grant insert on pub.filing, pub.deadline, pub.notice, pub.paper_notice to openecf_court, openecf_vault;
grant update on pub.deadline to openecf_court, openecf_vault;
grant update on pub.notice to openecf_jobs;
grant delete on pub.filing, pub.deadline, pub.notice, pub.paper_notice to openecf_vault;
grant select, insert, update, delete on sealed.filing, sealed.deadline, sealed.notice, sealed.paper_notice to openecf_vault;
revoke update, delete on sealed.filing from openecf_vault;
