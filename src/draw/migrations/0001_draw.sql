-- The pool of experts: one office of role expert each, what they know, and whom they are tied to.
create table draw_expert (
  office_id     text not null,
  specialities  text not null,
  ties          text not null,
  begun_by_act  text not null,
  begun_on      text not null,
  ended_by_act  text,
  primary key (office_id, begun_by_act)
);
create index draw_expert_in_force on draw_expert (ended_by_act, office_id);

-- A case's seeds: each one's digest is published before a draw, the seed itself with it; the next draw needs a new one.
create table draw_seed (
  case_id       text not null,
  number        bigint not null,
  seed          text not null,
  commitment    text not null,
  committed_by_act text not null,
  committed_at  bigint not null,
  revealed_by_act  text,
  primary key (case_id, number)
);

create table draw_round (
  id            text primary key,
  case_id       text not null,
  number        bigint not null,
  relation      text not null,
  size          bigint not null,
  reserve       bigint not null,
  speciality    text not null,
  stand_aside   text not null,
  tie_months    bigint not null,
  drawn_by_act  text not null,
  drawn_at      bigint not null,
  unique (case_id, number),
  foreign key (case_id, number) references draw_seed (case_id, number)
);

-- Everybody in the pool at that moment: drawn, reserve, not_drawn, or out by a rule. `place` orders the tickets.
create table draw_ticket (
  round_id      text not null references draw_round (id),
  office_id     text not null,
  ticket        text not null,
  outcome       text not null check (outcome in ('drawn', 'reserve', 'not_drawn', 'out')),
  rule          text not null,
  place         bigint not null,
  primary key (round_id, office_id)
);

create table draw_replacement (
  round_id      text not null references draw_round (id),
  office_id     text not null,
  replaced_by   text not null,
  reason        text not null,
  act_id        text not null,
  primary key (round_id, office_id)
);
