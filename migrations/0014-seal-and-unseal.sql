-- Sealing and unsealing after docketing (DESIGN §4.3, §4.4; spec/filing.md §9.7), and receipts that do not betray.

-- What a receipt commits to for a document: a hash over this salt and the document's facts. Whoever holds the salt can prove them,
-- whoever does not cannot guess; it goes with its document to the sealed side.
alter table pub.document add column salt text;
alter table sealed.document add column salt text;
-- The number an entry had in the sealed series, once unsealing has given it one of the case's own.
alter table pub.docket_entry add column series_no integer;
alter table sealed.docket_entry add column series_no integer;

-- A notice that still waited when its matter was sealed is sent no more; unsealing lets it wait again.
alter table pub.notice drop constraint notice_state_check;
alter table sealed.notice drop constraint notice_state_check;
alter table pub.notice add constraint notice_state_check check (state in ('waiting', 'sent', 'bounced', 'withheld'));
alter table sealed.notice add constraint notice_state_check check (state in ('waiting', 'sent', 'bounced', 'withheld'));

-- Where drafts of a sealed case or entry wait, and what the national index had been told of a case before it was sealed.
create table sealed.draft (like pub.draft including defaults including constraints including indexes);
create table sealed.outbox (like ops.outbox including defaults including constraints);
-- Links of a public chain whose entry was sealed later keep their place and hashes; what they said is here.
create table sealed.audit_contents (
  court_id text not null,
  stream text not null,
  n bigint not null,
  at timestamptz not null,
  actor text not null,
  act text not null,
  body jsonb not null,
  primary key (court_id, stream, n)
);
grant select on sealed.audit_contents to openecf_vault;
grant select, insert, update, delete on sealed.draft, sealed.outbox to openecf_vault;
grant insert, delete on pub.draft to openecf_vault;
grant update (state, created_at) on pub.notice to openecf_vault;
grant delete on ops.outbox to openecf_vault;
-- they move to the public side and back, as they could to this one
grant delete on sealed.entry_version, sealed.filing to openecf_vault;

-- Plain bytes on their way: `leaving` until they are removed, `arriving` until a public document names them. A sweep finishes what
-- a crash has left. Hashes only; not for the web login.
create table ops.plain_bytes (
  sha256 text not null,
  doing text not null check (doing in ('arriving', 'leaving')),
  since timestamptz not null,
  primary key (sha256, doing)
);
grant select, insert, update, delete on ops.plain_bytes to openecf_vault;
grant select, delete on ops.plain_bytes to openecf_jobs;

-- what the acts find by case
create index draft_of_case on pub.draft (court_id, case_id);
create index outbox_of_case on ops.outbox (court_id, (body->>'caseId'));
create index case_link_other on pub.case_link (court_id, other_case_id) where other_case_id is not null;
create index case_link_other on sealed.case_link (court_id, other_case_id) where other_case_id is not null;

-- Chains are append-only for every login. These functions alone move them, whole, and lose nothing.
create function ident.move_chain(court text, moved_case bigint, to_sealed boolean) returns void
language plpgsql security definer set search_path = pg_catalog as $$
begin
  if to_sealed then
    with gone as (delete from pub.audit a where a.court_id = court and a.stream = 'case ' || moved_case returning a.*)
    insert into sealed.audit (court_id, stream, n, prev_hash, hash, at, actor, act, body)
    select g.court_id, g.stream, g.n, g.prev_hash, g.hash, coalesce(c.at, g.at), coalesce(c.actor, g.actor),
      coalesce(c.act, g.act), coalesce(c.body, g.body)
    from gone g left join sealed.audit_contents c on g.act = 'sealed' and c.court_id = g.court_id and c.stream = g.stream and c.n = g.n;
    delete from sealed.audit_contents c where c.court_id = court and c.stream = 'case ' || moved_case;
  else
    with gone as (delete from sealed.audit a where a.court_id = court and a.stream = 'case ' || moved_case returning a.*)
    insert into pub.audit (court_id, stream, n, prev_hash, hash, at, actor, act, body)
    select court_id, stream, n, prev_hash, hash, at, actor, act, body from gone;
  end if;
end
$$;
-- Takes what the public chain of a case says of entries that are sealed now to the sealed side, and gives back what it said of others.
create function ident.settle_chain(court text, settled_case bigint, settled_at timestamptz) returns void
language plpgsql security definer set search_path = pg_catalog as $$
begin
  update pub.audit a set at = c.at, actor = c.actor, act = c.act, body = c.body
  from sealed.audit_contents c
  where a.court_id = court and a.stream = 'case ' || settled_case and c.court_id = a.court_id and c.stream = a.stream and c.n = a.n
    and not exists (select from sealed.docket_entry e where e.court_id = court and e.case_id = settled_case
      and e.entry_seq::text = c.body->>'entry');
  delete from sealed.audit_contents c using pub.audit a
  where c.court_id = court and c.stream = 'case ' || settled_case and a.court_id = c.court_id and a.stream = c.stream and a.n = c.n
    and a.act <> 'sealed';
  insert into sealed.audit_contents (court_id, stream, n, at, actor, act, body)
  select a.court_id, a.stream, a.n, a.at, a.actor, a.act, a.body from pub.audit a
  where a.court_id = court and a.stream = 'case ' || settled_case and exists (select from sealed.docket_entry e
    where e.court_id = court and e.case_id = settled_case and e.entry_seq::text = a.body->>'entry');
  update pub.audit a set at = settled_at, actor = 'sealed', act = 'sealed', body = '{}'
  from sealed.audit_contents c
  where a.court_id = court and a.stream = 'case ' || settled_case and c.court_id = a.court_id and c.stream = a.stream and c.n = a.n
    and a.act <> 'sealed';
end
$$;
-- One key one filing, for ever, also when the filing was sealed since: whether a key has filed there, and nothing else.
create function ident.key_filed_apart(court text, account uuid, key text) returns boolean
language sql stable security definer set search_path = pg_catalog as $$
  select exists (select from sealed.filing f where f.court_id = court and f.account_id = account and f.idem_key = key)
$$;
revoke all on function ident.move_chain(text, bigint, boolean), ident.settle_chain(text, bigint, timestamptz),
  ident.key_filed_apart(text, uuid, text) from public;
grant execute on function ident.move_chain(text, bigint, boolean), ident.settle_chain(text, bigint, timestamptz) to openecf_vault;
grant execute on function ident.key_filed_apart(text, uuid, text) to openecf_court, openecf_vault;
