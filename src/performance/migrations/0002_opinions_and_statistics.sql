-- Signed opinions of a panel: each member's own, the minority's too. A new panel ends those before.
create table performance_opinion (
  case_id       text not null,
  office_id     text not null,
  act_id        text not null,
  seat          bigint not null check (seat >= 1),
  favourable    bigint not null check (favourable in (0, 1)),
  opinion       text not null,
  signed_at     bigint not null,
  ended_by_act  text,
  primary key (case_id, act_id)
);
create unique index performance_opinion_in_force on performance_opinion (case_id, office_id) where ended_by_act is null;

-- What a firm has returned for a round of statistics. The figures are secret firm by firm.
create table performance_return (
  case_id          text not null,
  act_id           text not null,
  round_id         text not null,
  organisation_id  text not null,
  division         text not null,
  indicator_set    text not null,
  period           text not null,
  figures          text not null,
  late             bigint not null check (late in (0, 1)),
  flags            text not null,
  returned_at      bigint not null,
  ended_by_act     text,
  primary key (case_id, act_id)
);
create unique index performance_return_in_force on performance_return (round_id, organisation_id) where ended_by_act is null;
create index performance_return_by_organisation on performance_return (organisation_id, indicator_set, returned_at);

-- Published sums of a round; a hidden one has neither its sum nor its count of firms.
create table performance_sum (
  round_id   text not null,
  indicator  text not null,
  division   text not null,
  place      bigint not null check (place >= 1),
  firms      bigint not null,
  sum        bigint,
  hidden     bigint not null check (hidden in (0, 1)),
  act_id     text not null,
  primary key (round_id, indicator, division),
  unique (round_id, place),
  check ((sum is null) = (hidden = 1))
);
