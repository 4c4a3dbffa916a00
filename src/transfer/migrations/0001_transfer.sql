-- The catalogue of functions to hand over. An item is known by the id of its function-item case; every version stays.
-- case_id is the transfer that has reserved or carried it, holder_id who holds it.
create table transfer_item (
  item_id            text not null,
  version            bigint not null check (version >= 1),
  department_id      text not null,
  name               text not null,
  legal_basis_type   text not null check (legal_basis_type in ('cancelled_self_regulation', 'authorised_by_law', 'service_or_support_work')),
  competition_class  text not null check (competition_class in ('full', 'moderate', 'none')),
  state              text not null check (state in ('open', 'in_transfer', 'transferred', 'regular', 'withdrawn')),
  case_id            text,
  holder_id          text,
  begun_by_act       text not null,
  begun_at           bigint not null,
  ended_by_act       text,
  ended_at           bigint,
  primary key (item_id, version),
  check ((case_id is null) = (state in ('open', 'withdrawn'))),
  check ((holder_id is null) = (state in ('open', 'in_transfer', 'withdrawn'))),
  check ((ended_by_act is null) = (ended_at is null))
);
create unique index transfer_item_in_force on transfer_item (item_id) where ended_at is null;
create index transfer_item_by_department on transfer_item (department_id, item_id);
create index transfer_item_by_holder on transfer_item (holder_id, item_id);

-- What the holder of an item has to do, as it was published.
create table transfer_duty (
  item_id  text not null,
  duty     text not null,
  place    bigint not null check (place >= 1),
  says     text not null,
  primary key (item_id, duty),
  unique (item_id, place)
);

-- Agreements, one a transfer case. `year` is the supervised year that runs; past the last the agreement is regular.
create table transfer_agreement (
  case_id       text not null,
  version       bigint not null check (version >= 1),
  item_id       text not null,
  receiver_id   text not null,
  starts_on     text not null,
  year          bigint not null check (year >= 1),
  status        text not null check (status in ('supervised', 'regular', 'taken_back')),
  ended_on      text,
  agreed_at     bigint not null,
  begun_by_act  text not null,
  begun_at      bigint not null,
  ended_by_act  text,
  ended_at      bigint,
  primary key (case_id, version),
  check ((ended_on is null) = (status <> 'taken_back')),
  check ((ended_by_act is null) = (ended_at is null))
);
create unique index transfer_agreement_in_force on transfer_agreement (case_id) where ended_at is null;
create unique index transfer_agreement_of_item on transfer_agreement (item_id) where ended_at is null and status <> 'taken_back';

-- Checks of single duties. An accepted correction counts as one that was met.
create table transfer_check (
  case_id      text not null,
  ordinal      bigint not null check (ordinal >= 1),
  duty         text not null,
  kind         text not null check (kind in ('visit', 'report', 'complaint', 'correction')),
  checked_on   text not null,
  met          bigint not null check (met in (0, 1)),
  act_id       text not null,
  recorded_at  bigint not null,
  primary key (case_id, ordinal)
);

-- Written orders to correct; the duties are a JSON list. An order ends corrected or failed.
create table transfer_order (
  case_id       text not null,
  ordinal       bigint not null check (ordinal >= 1),
  duties        text not null,
  deadline_on   text not null,
  ordered_on    text not null,
  outcome       text not null check (outcome in ('open', 'corrected', 'failed')),
  ended_on      text,
  begun_by_act  text not null,
  begun_at      bigint not null,
  ended_by_act  text,
  ended_at      bigint,
  primary key (case_id, ordinal),
  check ((outcome = 'open') = (ended_at is null)),
  check ((ended_by_act is null) = (ended_at is null) and (ended_on is null) = (ended_at is null))
);
create unique index transfer_order_open on transfer_order (case_id) where ended_at is null;
