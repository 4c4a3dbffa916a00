-- A grade lowered or taken away (art. 30–33), known by its case: why, since when, and where the certificate is.
create table grading_adjustment (
  case_id           text primary key,
  organisation_id   text not null,
  kind              text not null check (kind in ('downgrade', 'cancel')),
  ground            text not null,
  from_grade        text not null,
  to_grade          text not null,
  first_valid_from  text not null,
  decided_on        text not null,
  certificate       text not null check (certificate in ('out', 'returned', 'void')),
  begun_by_act      text not null,
  begun_at          bigint not null,
  settled_by_act    text,
  settled_on        text
);
create index grading_adjustment_by_organisation on grading_adjustment (organisation_id, decided_on);
