-- The functions of the departments, item by item (职能梳理). An item is known by the id of its function-inventory case; every
-- version stays. What it is split into stands in transfer_part.
create table transfer_inventory (
  inventory_id    text not null,
  version         bigint not null check (version >= 1),
  department_id   text not null,
  name            text not null,
  kind            text not null check (kind in ('licence', 'filing', 'service', 'support_work', 'self_discipline')),
  power           text not null check (power in ('decides', 'gives_opinion', 'neither', 'mixed')),
  basis_document  text not null,
  basis_clause    text not null,
  workload        bigint not null check (workload >= 0),
  cost_fen        bigint not null check (cost_fen >= 0),
  users           text not null,
  performed_by    text not null,
  state           text not null check (state in ('entered', 'split', 'proposed', 'dropped')),
  begun_by_act    text not null,
  begun_at        bigint not null,
  ended_by_act    text,
  ended_at        bigint,
  primary key (inventory_id, version),
  check ((ended_by_act is null) = (ended_at is null))
);
create unique index transfer_inventory_in_force on transfer_inventory (inventory_id) where ended_at is null;
create index transfer_inventory_by_department on transfer_inventory (department_id, inventory_id);

-- Parts of an item, each with its own disposal; the disposal is empty where the part stays with the department. A splitting
-- replaces the one before as a whole.
create table transfer_part (
  inventory_id      text not null,
  part              text not null,
  version           bigint not null check (version >= 1),
  place             bigint not null check (place >= 1),
  name              text not null,
  kind              text not null check (kind in ('licence', 'filing', 'service', 'support_work', 'self_discipline')),
  power             text not null check (power in ('decides', 'gives_opinion', 'neither')),
  legal_basis_type  text not null check (legal_basis_type in ('', 'cancelled_self_regulation', 'authorised_by_law', 'service_or_support_work')),
  workload          bigint not null check (workload >= 0),
  cost_fen          bigint not null check (cost_fen >= 0),
  disposal          text not null check (disposal in ('', 'cancel', 'transfer', 'delegate', 'entrust', 'buy', 'adjust')),
  details           text not null,
  begun_by_act      text not null,
  begun_at          bigint not null,
  ended_by_act      text,
  ended_at          bigint,
  primary key (inventory_id, part, version),
  check ((ended_by_act is null) = (ended_at is null))
);
create unique index transfer_part_in_force on transfer_part (inventory_id, part) where ended_at is null;

-- Batches (批次) of the catalogue, ordinary ones and pilots, known by the id of their function-batch case.
create table transfer_batch (
  batch_id         text not null,
  version          bigint not null check (version >= 1),
  title            text not null,
  year             bigint not null,
  pilot            bigint not null check (pilot in (0, 1)),
  proposals_until  text not null,
  state            text not null check (state in ('collecting', 'examining', 'published', 'discarded')),
  published_on     text,
  catalogue        bigint,
  begun_by_act     text not null,
  begun_at         bigint not null,
  ended_by_act     text,
  ended_at         bigint,
  primary key (batch_id, version),
  check ((published_on is null) = (state <> 'published') and (catalogue is null) = (published_on is null)),
  check ((ended_by_act is null) = (ended_at is null))
);
create unique index transfer_batch_in_force on transfer_batch (batch_id) where ended_at is null;

-- What was proposed for the catalogue and what became of it, known by the id of its function-item case. Batch, item and part of the
-- inventory are empty where it was proposed by itself.
create table transfer_proposal (
  item_id           text not null,
  version           bigint not null check (version >= 1),
  department_id     text not null,
  batch_id          text not null,
  inventory_id      text not null,
  part              text not null,
  name              text not null,
  kind              text not null,
  legal_basis_type  text not null,
  disposal          text not null check (disposal in ('cancel', 'transfer', 'delegate', 'entrust', 'buy', 'adjust')),
  state             text not null check (state in ('proposed', 'advised', 'examined', 'published', 'returned', 'dropped')),
  advice            text not null check (advice in ('', 'favourable', 'unfavourable')),
  begun_by_act      text not null,
  begun_at          bigint not null,
  ended_by_act      text,
  ended_at          bigint,
  primary key (item_id, version),
  check ((ended_by_act is null) = (ended_at is null))
);
create unique index transfer_proposal_in_force on transfer_proposal (item_id) where ended_at is null;
create index transfer_proposal_by_batch on transfer_proposal (batch_id, item_id);
create index transfer_proposal_by_part on transfer_proposal (inventory_id, part);

-- Published versions of the catalogue. The catalogue of a version is the register as it stood at that instant.
create table transfer_catalogue (
  number        bigint primary key check (number >= 1),
  cause         text not null check (cause in ('batch', 'single', 'withdrawal')),
  case_id       text not null,
  published_on  text not null,
  published_at  bigint not null,
  act_id        text not null unique
);

-- Plans (具体方案) of the departments, known by the id of their function-plan case, and their lines, as they were published.
create table transfer_plan (
  plan_id        text primary key,
  department_id  text not null,
  batch_id       text not null,
  year           bigint not null,
  published_on   text not null,
  act_id         text not null,
  published_at   bigint not null
);
create table transfer_plan_line (
  plan_id      text not null,
  item_id      text not null,
  place        bigint not null check (place >= 1),
  pilot        bigint not null check (pilot in (0, 1)),
  call_on      text not null,
  agree_on     text not null,
  money_fen    bigint not null check (money_fen >= 0),
  supervision  text not null,
  primary key (plan_id, item_id)
);

-- Timetables of cultivation (培育时间表), known by the id of their function-cultivation case.
create table transfer_cultivation (
  cultivation_id  text not null,
  version         bigint not null check (version >= 1),
  item_id         text not null,
  department_id   text not null,
  until_day       text not null,
  state           text not null check (state in ('running', 'succeeded', 'failed')),
  begun_by_act    text not null,
  begun_at        bigint not null,
  ended_by_act    text,
  ended_at        bigint,
  primary key (cultivation_id, version),
  check ((ended_by_act is null) = (ended_at is null))
);
create unique index transfer_cultivation_in_force on transfer_cultivation (cultivation_id) where ended_at is null;
create table transfer_milestone (
  cultivation_id  text not null,
  milestone       text not null,
  place           bigint not null check (place >= 1),
  title           text not null,
  due_on          text not null,
  reached_on      text,
  reached_act     text,
  reached_at      bigint,
  primary key (cultivation_id, milestone),
  check ((reached_on is null) = (reached_act is null) and (reached_on is null) = (reached_at is null))
);
