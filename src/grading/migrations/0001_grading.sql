-- Grades of associations, known by the grading case. A version ends where a newer grade cuts the validity short.
create table grading_grade (
  case_id          text not null,
  version          bigint not null check (version >= 1),
  organisation_id  text not null,
  grade            text not null,
  score            bigint not null,
  announced_on     text not null,
  valid_from       text not null,
  valid_to         text not null,
  begun_by_act     text not null,
  begun_at         bigint not null,
  ended_by_act     text,
  ended_at         bigint,
  primary key (case_id, version),
  check (announced_on <= valid_from and valid_from <= valid_to),
  check ((ended_by_act is null) = (ended_at is null))
);
create unique index grading_grade_in_force on grading_grade (case_id) where ended_at is null;
create index grading_grade_by_organisation on grading_grade (organisation_id, valid_from);

-- The eligibility list: one association, one state at a time, from when on, by which case.
create table grading_listing (
  organisation_id  text not null,
  version          bigint not null check (version >= 1),
  state            text not null check (state in ('listed', 'suspended', 'removed')),
  case_id          text not null,
  from_day         text not null,
  begun_by_act     text not null,
  begun_at         bigint not null,
  ended_by_act     text,
  ended_at         bigint,
  primary key (organisation_id, version),
  check ((ended_by_act is null) = (ended_at is null))
);
create unique index grading_listing_in_force on grading_listing (organisation_id) where ended_at is null;
