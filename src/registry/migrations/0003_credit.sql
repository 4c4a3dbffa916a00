-- A case may have a record of each kind (an abnormal listing that turned serious has two); listings know their cause,
-- penalties their measures.
alter table registry_record rename to registry_record_before;
create table registry_record (
  id              text primary key,
  case_id         text not null,
  organisation_id text not null references organisation (id),
  kind            text not null check (kind in ('annual_report', 'penalty', 'abnormal_listing', 'serious_listing',
                                                'investigation', 'honour')),
  on_day          text not null,
  year            bigint,           -- of an annual report
  conclusion      text not null,    -- pass, basic_pass, fail; empty for others
  fine_fen        bigint,
  until_day       text,             -- last day, where that was fixed beforehand
  summary         text not null,
  cause           text not null,    -- of a listing; empty for others
  measures        text not null,    -- of a penalty, each between blanks; empty for others
  begun_by_act    text not null,
  begun_at        bigint not null,
  ended_on        text,             -- first day without it
  ended_by_act    text,
  ended_at        bigint
);
insert into registry_record (id, case_id, organisation_id, kind, on_day, year, conclusion, fine_fen, until_day,
  summary, cause, measures, begun_by_act, begun_at, ended_on, ended_by_act, ended_at)
  select case_id, case_id, organisation_id, kind, on_day, year, conclusion, fine_fen, until_day, summary, '', '',
         begun_by_act, begun_at, ended_on, ended_by_act, ended_at from registry_record_before;
drop table registry_record_before;
create unique index registry_record_of_case on registry_record (case_id, kind);
create index registry_record_by_organisation on registry_record (organisation_id, kind, on_day);
create unique index registry_record_annual_report on registry_record (organisation_id, year)
  where kind = 'annual_report';
