-- Conditions that the holder of a function has published for one kind of work; every version stays.
create table performance_terms (
  item_id        text not null,
  kind           text not null,
  version        bigint not null check (version >= 1),
  holder_id      text not null,
  price_fen      bigint not null check (price_fen >= 0),
  promised_days  bigint not null check (promised_days >= 1),
  conditions     text not null,
  case_id        text not null,
  begun_by_act   text not null,
  begun_at       bigint not null,
  ended_by_act   text,
  ended_at       bigint,
  primary key (item_id, kind, version),
  check ((ended_by_act is null) = (ended_at is null))
);
create unique index performance_terms_in_force on performance_terms (item_id, kind) where ended_at is null;

-- One row a work case: a case that the holder of a function works on. `place` is its place in the function's queue, in
-- the order of opening; it stays when the case is handed over.
create table performance_work (
  case_id        text primary key,
  item_id        text not null,
  kind           text not null,
  department_id  text not null,
  performer_id   text not null,
  place          bigint not null check (place >= 1),
  opened_on      text not null,
  finished_on    text,
  on_time        bigint check (on_time in (0, 1)),
  outcome        text,
  begun_by_act   text not null,
  changed_by_act text not null,
  unique (item_id, place),
  check ((finished_on is null) = (on_time is null) and (finished_on is null) = (outcome is null))
);
create index performance_work_running on performance_work (department_id, item_id, performer_id) where finished_on is null;
create index performance_work_finished on performance_work (department_id, finished_on, item_id, performer_id, on_time)
  where finished_on is not null;
create index performance_work_by_performer on performance_work (performer_id, item_id, case_id);

-- What changed hands with a function: a row a case, under the act that handed it over.
create table performance_handover (
  act_id        text not null,
  case_id       text not null,
  transfer_id   text not null,
  item_id       text not null,
  from_id       text not null,
  to_id         text not null,
  place         bigint not null,
  state         text not null,
  due_on        text,
  running       bigint not null check (running in (0, 1)),
  handed_at     bigint not null,
  primary key (act_id, case_id)
);
create index performance_handover_by_transfer on performance_handover (transfer_id, place);

-- The number of an association on the certificates of firms whose rating it reviews first, in the order of coming.
create table performance_rater (
  organisation_id  text primary key,
  number           bigint not null unique check (number between 1 and 999),
  since_act        text not null
);

-- Results that stand in the register: ratings, qualifications, appraisals, selections. Known by the case that gave
-- them; every version stays.
create table performance_result (
  case_id          text not null,
  version          bigint not null check (version >= 1),
  kind             text not null,
  item_id          text not null,
  organisation_id  text not null,
  reviewer_id      text not null,
  grade            text not null,
  number           text not null,
  valid_from       text not null,
  valid_to         text,
  status           text not null check (status in ('granted', 'downgraded', 'replaced', 'withdrawn')),
  reason           text not null,
  begun_by_act     text not null,
  begun_at         bigint not null,
  ended_by_act     text,
  ended_at         bigint,
  primary key (case_id, version),
  check ((ended_by_act is null) = (ended_at is null))
);
create unique index performance_result_in_force on performance_result (case_id) where ended_at is null;
create index performance_result_by_organisation on performance_result (organisation_id, kind, case_id);
create index performance_result_by_kind on performance_result (kind, case_id);
create index performance_result_by_number on performance_result (number, case_id);

-- Last serial of a firm that an association's certificates of a year bear.
create table performance_serial (
  organisation_id  text not null,
  year             bigint not null,
  last             bigint not null check (last between 1 and 99999),
  primary key (organisation_id, year)
);
