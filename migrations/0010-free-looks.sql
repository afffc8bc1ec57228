-- The one free look that goes with service (DESIGN §4.9; spec/filing.md §5.5.4): per recipient, ends with its first use or after
-- the court's days. The token itself is kept nowhere: it is derived from the notice's id when the message is made.
alter table pub.notice add column look_hash text, add column look_until timestamptz, add column looked_at timestamptz;
alter table sealed.notice add column look_hash text, add column look_until timestamptz, add column looked_at timestamptz;
create unique index notice_look on pub.notice (court_id, look_hash) where look_hash is not null;
grant update (looked_at) on pub.notice to openecf_web;
