-- A list that an office wants as a file. The file lies in the data folder; row and file are gone after their day.
create table list_export (
  id          text primary key,
  office_id   text not null references office (id),
  account_id  text not null references account (id),
  list        text not null,
  format      text not null check (format in ('csv', 'xlsx')),
  filters     text not null, -- JSON object of texts
  columns     text not null, -- JSON list of {key, title}; empty for those the list has
  english     bigint not null check (english in (0, 1)),
  state       text not null check (state in ('waiting', 'ready', 'failed')),
  rule        text,          -- why it failed
  line_count  bigint,
  asked_at    bigint not null,
  taken_at    bigint,        -- by whoever makes the file; taken again where that took too long
  made_at     bigint,
  expires_at  bigint,
  check ((state = 'waiting') = (made_at is null))
);
create index list_export_by_office on list_export (office_id, id);
create index list_export_waiting on list_export (state, id);
create index list_export_by_expiry on list_export (expires_at);
