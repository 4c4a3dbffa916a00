-- A fine as it was served, with the rule by which time adds to it, and what was paid. What is added is computed from days.
create table registry_fine (
  case_id           text primary key,
  organisation_id   text not null references organisation (id),
  fine_fen          bigint not null,
  due_on            text not null,    -- last day to pay it
  late_permille     bigint not null,  -- of what is unpaid, for each day after
  late_cap_permille bigint not null,  -- of the fine: no more is added
  begun_by_act      text not null
);

create table registry_fine_payment (
  act_id        text primary key,
  case_id       text not null references registry_fine (case_id),
  paid_on       text not null,
  fine_fen      bigint not null,
  late_fine_fen bigint not null,
  receipt       text not null
);
create index registry_fine_payment_of_case on registry_fine_payment (case_id, paid_on);
