-- A round of scoring of a case: who scores what by which rubric. A new round of the case supersedes the one before.
create table scoring_round (
  id               text primary key,
  case_id          text not null,
  ordinal          bigint not null,
  rubric           text not null,
  relation         text not null,
  price_indicator  text not null,
  ties             text not null,
  lot_seed         text not null,
  status           text not null check (status in ('open', 'closed', 'superseded')),
  opened_by_act    text not null,
  opened_at        bigint not null,
  closed_by_act    text,
  closed_at        bigint,
  unique (case_id, ordinal)
);

-- A case that stands in a round. An entry that was replaced keeps the act that did so.
create table scoring_candidate (
  round_id         text not null references scoring_round (id),
  candidate        text not null,
  organisation_id  text not null,
  preference       bigint not null,
  price_fen        bigint,
  begun_by_act     text not null,
  ended_by_act     text,
  passed_over_by_act text,
  pass_reason      text,
  primary key (round_id, candidate, begun_by_act)
);

-- One judge's sheet on one candidate, scores as JSON by leaf. A later sheet of the same office ends the earlier one.
create table scoring_sheet (
  round_id      text not null references scoring_round (id),
  office_id     text not null,
  candidate     text not null,
  scores        text not null,
  reason        text not null,
  total         bigint not null,
  begun_by_act  text not null,
  ended_by_act  text,
  primary key (round_id, office_id, candidate, begun_by_act)
);

-- What a closed round came to: a pure function of its rubric, candidates, sheets and lot seed.
create table scoring_result (
  round_id      text not null references scoring_round (id),
  candidate     text not null,
  quality       bigint not null,
  price_points  bigint not null,
  total         bigint not null,
  place         bigint not null,
  primary key (round_id, candidate)
);
create index scoring_result_by_place on scoring_result (round_id, place);

-- Scores that are no competition: a self-rating (period 'self') or an evaluator's report on a period of the case.
create table scoring_report (
  case_id          text not null,
  period           text not null,
  rubric           text not null,
  organisation_id  text,
  scores           text not null,
  zeroed           bigint not null,
  total            bigint not null,
  begun_by_act     text not null,
  ended_by_act     text,
  primary key (case_id, period, begun_by_act)
);
