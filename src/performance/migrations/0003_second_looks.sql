-- Who looks at the work of the whole city counts what was done lately without walking through what was done ever.
create index performance_work_finished_lately on performance_work (finished_on, performer_id, on_time)
  where finished_on is not null;

-- Sums are published again after a second look: every publication stays, and one ends that before it.
alter table performance_sum rename to performance_sum_once;
create table performance_sum (
  round_id      text not null,
  act_id        text not null,
  indicator     text not null,
  division      text not null,
  place         bigint not null check (place >= 1),
  firms         bigint not null,
  sum           bigint,
  hidden        bigint not null check (hidden in (0, 1)),
  published_on  text not null,
  ended_by_act  text,
  primary key (round_id, act_id, indicator, division),
  unique (round_id, act_id, place),
  check ((sum is null) = (hidden = 1))
);
insert into performance_sum (round_id, act_id, indicator, division, place, firms, sum, hidden, published_on, ended_by_act)
select s.round_id, s.act_id, s.indicator, s.division, s.place, s.firms, s.sum, s.hidden, w.finished_on, null
from performance_sum_once s join performance_work w on w.case_id = s.round_id;
drop table performance_sum_once;
