-- The catalogue of services that may be bought. An item is known by the id of its service-item case; every version stays.
create table purchase_item (
  item_id        text not null,
  version        bigint not null check (version >= 1),
  department_id  text not null,
  code           text not null,
  name           text not null,
  service_class  text not null,
  status         text not null check (status in ('open', 'withdrawn')),
  begun_by_act   text not null,
  begun_at       bigint not null,
  ended_by_act   text,
  ended_at       bigint,
  primary key (item_id, version),
  check ((ended_by_act is null) = (ended_at is null))
);
create unique index purchase_item_in_force on purchase_item (item_id) where ended_at is null;
create unique index purchase_item_open_code on purchase_item (code) where ended_at is null and status = 'open';
create index purchase_item_by_department on purchase_item (department_id, item_id);

-- Plans as filed with finance, known by the purchase case. A dropped plan has no version in force.
create table purchase_plan (
  case_id        text not null,
  version        bigint not null check (version >= 1),
  department_id  text not null,
  item_id        text not null,
  line_id        text not null,
  year           bigint not null,
  method         text not null,
  amount_fen     bigint not null check (amount_fen > 0),
  begun_by_act   text not null,
  begun_at       bigint not null,
  ended_by_act   text,
  ended_at       bigint,
  primary key (case_id, version),
  check ((ended_by_act is null) = (ended_at is null))
);
create unique index purchase_plan_in_force on purchase_plan (case_id) where ended_at is null;
create index purchase_plan_by_service on purchase_plan (department_id, item_id, year);

-- Contracts, one a purchase case; what the plan said at signing is kept with them.
create table purchase_contract (
  case_id        text not null,
  version        bigint not null check (version >= 1),
  department_id  text not null,
  item_id        text not null,
  line_id        text not null,
  method         text not null,
  supplier_id    text not null,
  amount_fen     bigint not null check (amount_fen > 0),
  starts_on      text not null,
  ends_on        text not null,
  status         text not null check (status in ('performing', 'completed', 'rescinded')),
  signed_at      bigint not null,
  begun_by_act   text not null,
  begun_at       bigint not null,
  ended_by_act   text,
  ended_at       bigint,
  primary key (case_id, version),
  check (starts_on <= ends_on),
  check ((ended_by_act is null) = (ended_at is null))
);
create unique index purchase_contract_in_force on purchase_contract (case_id) where ended_at is null;
create index purchase_contract_by_supplier on purchase_contract (supplier_id, case_id);
create index purchase_contract_by_department on purchase_contract (department_id, case_id);

-- Milestones of a contract: what is due, by when, for how much.
create table purchase_milestone (
  case_id         text not null,
  milestone       text not null,
  version         bigint not null check (version >= 1),
  place           bigint not null check (place >= 1),
  title           text not null,
  share_permille  bigint not null check (share_permille between 1 and 1000),
  amount_fen      bigint not null check (amount_fen >= 0),
  due_on          text not null,
  status          text not null check (status in ('open', 'reported', 'accepted', 'paid')),
  begun_by_act    text not null,
  begun_at        bigint not null,
  ended_by_act    text,
  ended_at        bigint,
  primary key (case_id, milestone, version),
  check ((ended_by_act is null) = (ended_at is null))
);
create unique index purchase_milestone_in_force on purchase_milestone (case_id, milestone) where ended_at is null;
