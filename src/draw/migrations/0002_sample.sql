-- A sample of organisations drawn for checks: everybody's ticket, the lowest are drawn. Anybody can compute it again.
create table draw_sample (
  case_id      text not null,
  number       bigint not null,
  size         bigint not null,
  drawn_by_act text not null,
  drawn_at     bigint not null,
  primary key (case_id, number),
  foreign key (case_id, number) references draw_seed (case_id, number)
);
create table draw_sample_ticket (
  case_id         text not null,
  number          bigint not null,
  organisation_id text not null,
  ticket          text not null,
  place           bigint not null,
  drawn           text not null check (drawn in ('yes', 'no')),
  primary key (case_id, number, organisation_id),
  foreign key (case_id, number) references draw_sample (case_id, number)
);
