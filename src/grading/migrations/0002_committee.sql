-- Who sits on a committee (art. 9–12): one composition at a time of each kind and authority, known by its appointment.
create table grading_seat (
  case_id       text not null,
  office_id     text not null,
  authority_id  text not null,
  committee     text not null check (committee in ('assessment', 'review')),
  seat          text not null check (seat in ('chair', 'vice_chair', 'member')),
  name          text not null,
  unit          text not null,
  ties          text not null,
  from_day      text not null,
  to_day        text not null,
  begun_by_act  text not null,
  begun_at      bigint not null,
  ended_by_act  text,
  ended_at      bigint,
  end_reason    text,
  primary key (case_id, office_id),
  check (from_day <= to_day),
  check ((ended_by_act is null) = (ended_at is null))
);
create index grading_seat_by_committee on grading_seat (authority_id, committee, ended_at);

-- A committee called together for a case; the next one of the case supersedes it.
create table grading_sitting (
  id               text primary key,
  case_id          text not null,
  number           bigint not null,
  committee        text not null,
  members          bigint not null,
  convened_by_act  text not null,
  convened_at      bigint not null,
  closed_by_act    text,
  closed_at        bigint,
  outcome          text check (outcome in ('carried', 'not_carried')),
  unique (case_id, number),
  check ((closed_by_act is null) = (closed_at is null))
);

-- Every member of the committee that day: called, or standing aside (art. 19) and why.
create table grading_sitting_member (
  sitting_id  text not null references grading_sitting (id),
  office_id   text not null,
  seat        text not null,
  name        text not null,
  unit        text not null,
  aside       text,
  aside_act   text,
  primary key (sitting_id, office_id)
);

-- A named ballot (art. 13); nobody's is changed.
create table grading_ballot (
  sitting_id  text not null,
  office_id   text not null,
  vote        text not null check (vote in ('in_favour', 'against', 'abstain')),
  opinion     text not null,
  act_id      text not null,
  cast_at     bigint not null,
  primary key (sitting_id, office_id),
  foreign key (sitting_id, office_id) references grading_sitting_member (sitting_id, office_id)
);
