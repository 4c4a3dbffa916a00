-- The call of a round of assessments: by which rubric, word for word, its applications are scored.
create table grading_call (
  case_id        text primary key,
  rubric         text not null,
  rubric_digest  text not null,
  called_on      text not null,
  begun_by_act   text not null,
  begun_at       bigint not null
);
