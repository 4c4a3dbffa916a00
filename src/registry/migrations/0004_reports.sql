-- Yearly reports as they came in, whatever is concluded on them, and the rounds that call for them.
create table registry_report (
  case_id         text primary key,
  organisation_id text not null references organisation (id),
  year            bigint not null,
  filed_on        text not null,
  filed_by_act    text not null,
  withdrawn_by_act text
);
create unique index registry_report_in_force on registry_report (organisation_id, year) where withdrawn_by_act is null;

create table registry_report_round (
  case_id      text primary key,
  authority_id text not null references organisation (id),
  year         bigint not null,
  begun_by_act text not null,
  unique (authority_id, year)
);

-- Who was reminded in which stage of a round.
create table registry_report_reminder (
  case_id         text not null references registry_report_round (case_id),
  organisation_id text not null references organisation (id),
  stage           text not null,
  reminded_on     text not null,
  act_id          text not null,
  primary key (case_id, organisation_id, stage)
);
