-- Whom a transfer proposes as receiver, and how it came to that: first in a comparison, or chosen directly with reason and clause.
create table transfer_choice (
  case_id          text not null,
  ordinal          bigint not null check (ordinal >= 1),
  organisation_id  text not null,
  basis            text not null check (basis in ('compared', 'direct')),
  reason           text not null,
  clause           text not null,
  begun_by_act     text not null,
  begun_at         bigint not null,
  ended_by_act     text,
  ended_at         bigint,
  primary key (case_id, ordinal),
  check ((ended_by_act is null) = (ended_at is null))
);
create unique index transfer_choice_in_force on transfer_choice (case_id) where ended_at is null;

-- The yearly plan of checks: one row a check, known by the id of its function-check case.
create table transfer_planned_check (
  case_id       text not null primary key,
  transfer_id   text not null,
  year          bigint not null check (year >= 1),
  duty          text not null,
  kind          text not null check (kind in ('visit', 'report')),
  planned_on    text not null,
  outcome       text not null check (outcome in ('planned', 'recorded', 'dropped')),
  begun_by_act  text not null,
  begun_at      bigint not null,
  ended_by_act  text,
  ended_at      bigint,
  check ((outcome = 'planned') = (ended_at is null)),
  check ((ended_by_act is null) = (ended_at is null))
);
create index transfer_planned_check_of on transfer_planned_check (transfer_id, planned_on);
create index transfer_planned_check_open on transfer_planned_check (planned_on) where ended_at is null;

-- What department and receiver settled between them (协调记录) and what was followed up.
create table transfer_note (
  case_id      text not null,
  ordinal      bigint not null check (ordinal >= 1),
  held_on      text not null,
  present      text not null,
  matter       text not null,
  settled      text not null,
  act_id       text not null,
  recorded_at  bigint not null,
  primary key (case_id, ordinal)
);

-- Grades that users give (好差评); bad ones must be answered. Known by the id of the function-rating case.
create table transfer_rating (
  case_id         text not null primary key,
  transfer_id     text not null,
  served_case_id  text,
  grade           text not null check (grade in ('very_satisfied', 'satisfied', 'fairly_satisfied', 'dissatisfied', 'very_dissatisfied')),
  bad             bigint not null check (bad in (0, 1)),
  rated_on        text not null,
  act_id          text not null,
  recorded_at     bigint not null,
  answered_on     text,
  answered_by_act text,
  settled_on      text,
  settled_by_act  text,
  confirmed       bigint check (confirmed in (0, 1)),
  check ((answered_on is null) = (answered_by_act is null)),
  check ((settled_on is null) = (settled_by_act is null) and (settled_on is null) = (confirmed is null))
);
create index transfer_rating_of on transfer_rating (transfer_id, recorded_at);
create unique index transfer_rating_served on transfer_rating (served_case_id) where served_case_id is not null;

-- What third parties found, one report a supervised year, and what the department concluded from it.
create table transfer_evaluation (
  case_id        text not null,
  year           bigint not null check (year >= 1),
  evaluator_id   text not null,
  score          bigint not null,
  pass_score     bigint not null,
  reported_on    text not null,
  begun_by_act   text not null,
  begun_at       bigint not null,
  conclusion     text check (conclusion in ('passed', 'extended', 'taken_back')),
  concluded_on   text,
  ended_by_act   text,
  ended_at       bigint,
  primary key (case_id, year),
  check ((conclusion is null) = (concluded_on is null) and (conclusion is null) = (ended_by_act is null)),
  check ((ended_by_act is null) = (ended_at is null))
);

-- Years by which supervision was made longer, each with its reason.
create table transfer_extension (
  case_id      text not null,
  year         bigint not null check (year >= 1),
  reason       text not null,
  act_id       text not null,
  recorded_at  bigint not null,
  primary key (case_id, year)
);

-- Take-backs, every stage a version: proposed, refused or decided, taken back, and who carries the function then.
create table transfer_take_back (
  case_id       text not null,
  ordinal       bigint not null check (ordinal >= 1),
  version       bigint not null check (version >= 1),
  item_id       text not null,
  receiver_id   text not null,
  ground        text not null,
  stage         text not null check (stage in ('proposed', 'refused', 'decided', 'taken_back', 're_assigned', 'kept_by_department')),
  since         text not null,
  interim_care  text not null,
  begun_by_act  text not null,
  begun_at      bigint not null,
  ended_by_act  text,
  ended_at      bigint,
  primary key (case_id, ordinal, version),
  check ((ended_by_act is null) = (ended_at is null))
);
create unique index transfer_take_back_in_force on transfer_take_back (case_id, ordinal) where ended_at is null;
create index transfer_take_back_of_item on transfer_take_back (item_id);
