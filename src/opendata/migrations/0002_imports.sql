-- A list that an office brings in as a file: checked first, then entered, each row an act. The file lies in the data folder; it and
-- these rows are gone after their day. What was entered stands in the acts.
create table list_import (
  id           text primary key,
  office_id    text not null references office (id),
  account_id   text not null references account (id),
  procedure    text not null,     -- whose cases the rows are
  file_name    text not null,
  digest       text not null,     -- SHA-256 of the file, in hex
  state        text not null check (state in ('checking', 'checked', 'entering', 'entered', 'failed')),
  rule         text,              -- why it failed
  row_count    bigint,            -- lines below the head
  done_count   bigint not null,   -- of them, worked through in this state
  good_count   bigint not null,   -- that hold, or are entered now
  known_count  bigint not null,   -- entered before
  faulty_count bigint not null,
  asked_at     bigint not null,
  taken_at     bigint,            -- by whoever works on it; taken again where nothing moved for long
  ended_at     bigint,            -- of the state that is worked on: checked, entered or failed then
  expires_at   bigint
);
create index list_import_by_office on list_import (office_id, id);
create index list_import_waiting on list_import (state, id);
create index list_import_by_expiry on list_import (expires_at);

create table list_import_fault (
  import_id text not null references list_import (id),
  ordinal   bigint not null,
  line      bigint not null,      -- of the file
  column_zh text not null,        -- empty for the whole line
  column_en text not null,
  field     text not null,
  rule      text not null,
  clause    text not null,
  says_zh   text not null,
  says_en   text not null,
  primary key (import_id, ordinal)
);
