-- Every pack that a case was ever opened under, with all its files, so that the case can finish under its own rules.
create table pack_version (
  version   text primary key,
  pack      text not null,
  files     text not null,
  kept_at   bigint not null
);

-- Last serial given by a numbering rule in a year.
create table number_series (
  rule      text not null,
  year      bigint not null,
  last      bigint not null,
  primary key (rule, year)
);

-- One row a case. Written only by the engine; what happened to it stands in act.
create table case_file (
  id                text primary key,
  number            text not null unique,
  procedure         text not null,
  pack_version      text not null references pack_version (version),
  division          text not null,
  parent_id         text references case_file (id),
  authority_id      text references organisation (id),
  applicant_id      text references organisation (id),
  subject_id        text references organisation (id),
  opened_by_office  text not null,
  opened_by_account text not null,
  title             text not null,
  state             text not null,
  return_state      text,
  version           bigint not null,
  form              text not null,
  acts              text not null,
  publicity         text not null,
  sealed_until      bigint,
  suspended_at      bigint,
  opened_at         bigint not null,
  entered_at        bigint not null,
  closed_at         bigint,
  due_on            text,
  warn_on           text,
  due_provisional   bigint not null default 0
);
create index case_file_by_parent on case_file (parent_id, procedure);
create index case_file_by_opener on case_file (opened_by_office, opened_at, id);
create index case_file_by_authority on case_file (authority_id, opened_at, id);
create index case_file_by_applicant on case_file (applicant_id, opened_at, id);
create index case_file_by_subject on case_file (subject_id, opened_at, id);
create index case_file_by_state on case_file (procedure, state, opened_at, id);

-- Everything that ever happened to a case, one row an act. Rows are only ever added.
create table act (
  id              text primary key,
  case_id         text not null references case_file (id),
  ordinal         bigint not null,
  kind            text not null,
  action          text not null,
  from_state      text,
  to_state        text not null,
  office_id       text not null,
  account_id      text not null,
  role            text not null,
  organisation_id text,
  division        text not null,
  on_behalf_of    text,
  at              bigint not null,
  effective_at    bigint not null,
  form            text not null,
  request_digest  text not null,
  secret          text not null,
  idempotency_key text,
  caused_by       text,
  pack_version    text not null,
  case_version    bigint not null,
  materials       text not null,
  unique (case_id, ordinal)
);
create unique index act_by_key on act (office_id, idempotency_key);
create index act_by_office on act (office_id, at);
create index act_by_cause on act (caused_by);

-- Who has a relation to a case beyond applicant, subject and opener: panelist, receiver, evaluator, …
create table case_party (
  case_id         text not null references case_file (id),
  relation        text not null,
  party           text not null,
  organisation_id text,
  office_id       text,
  since_act       text not null,
  primary key (case_id, relation, party)
);
create index case_party_by_organisation on case_party (organisation_id, case_id);
create index case_party_by_office on case_party (office_id, case_id);

-- What waits for somebody: one row a signer of a state. `stands_for` is the entry of the action's `by` it answers.
create table step (
  id              text primary key,
  case_id         text not null references case_file (id),
  state           text not null,
  stands_for      text not null,
  signer          text not null,
  signer_kind     text not null,
  organisation_id text,
  division        text not null,
  office_id       text,
  delegate_id     text,
  origin          text not null,
  status          text not null,
  place           bigint not null,
  signing         bigint not null,
  opened_at       bigint not null,
  urged           bigint not null default 0,
  closed_at       bigint,
  opened_by_act   text not null,
  closed_by_act   text
);
create index step_by_case on step (case_id, status);
create index step_by_office on step (office_id, status);
create index step_by_organisation on step (organisation_id, status, signer);
create index step_by_role on step (signer, status, division);

-- 抄送: who was sent a copy.
create table case_copy (
  case_id     text not null references case_file (id),
  office_id   text not null,
  act_id      text not null,
  at          bigint not null,
  primary key (case_id, office_id)
);
create index case_copy_by_office on case_copy (office_id, at);

-- A limit that runs, stands still or has stopped.
create table clock (
  id           text primary key,
  case_id      text not null references case_file (id),
  name         text not null,
  unit         text not null,
  limit_count  bigint not null,
  used         bigint not null,
  status       text not null,
  started_on   text not null,
  counts_after text not null,
  warn_on      text,
  due_on       text,
  provisional  bigint not null,
  stopped_on   text,
  cites        text not null
);
create index clock_by_case on clock (case_id, name, status);
create index clock_by_due on clock (status, due_on);

create table clock_event (
  id        text primary key,
  clock_id  text not null references clock (id),
  act_id    text not null,
  kind      text not null,
  on_day    text not null,
  used      bigint not null,
  due_on    text,
  reason_zh text not null,
  reason_en text not null,
  cites     text not null
);
create index clock_event_by_clock on clock_event (clock_id, id);

-- What falls due by itself. Kinds: rule (an action of the procedure), warn and overdue (the yellow and the red card).
create table timer (
  id          text primary key,
  case_id     text not null references case_file (id),
  kind        text not null,
  name        text not null,
  action      text not null,
  due_at      bigint not null,
  unit        text,
  remaining   bigint,
  counts_after text,
  status      text not null
);
create index timer_by_due on timer (status, due_at, id);
create index timer_by_case on timer (case_id, status);

-- Files of a case; the bytes lie in the blob store under their digest. A newer version supersedes, nothing is removed.
create table material (
  id           text primary key,
  case_id      text not null references case_file (id),
  kind         text not null,
  version      bigint not null,
  name         text not null,
  media_type   text not null,
  size_bytes   bigint not null,
  sha256       text not null,
  act_id       text not null,
  unique (case_id, kind, version)
);

-- Years of the working-day calendar published by an act after the pack was loaded.
create table calendar_year (
  division  text not null,
  year      bigint not null,
  content   text not null,
  act_id    text not null,
  primary key (division, year)
);

-- What must leave the house after the commit, delivered at least once.
create table outbox (
  id           text primary key,
  at           bigint not null,
  kind         text not null,
  case_id      text,
  office_id    text,
  organisation_id text,
  content      text not null,
  delivered_at bigint
);
create index outbox_waiting on outbox (delivered_at, id);
