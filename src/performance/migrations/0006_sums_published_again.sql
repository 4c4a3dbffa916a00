-- Publications of a round are numbered from 1. A version of a return says in which of them it was counted, a published
-- sum of which publication its figures are: a sum that only few firms have changed stays as it was.
alter table performance_return add column counted_from bigint;
alter table performance_return add column counted_to bigint;
alter table performance_sum add column publication bigint not null default 0;
alter table performance_sum add column figures_of bigint not null default 0;
update performance_sum set publication = (
  select count(distinct o.act_id) from performance_sum o join act b on b.id = o.act_id
  where o.round_id = performance_sum.round_id and b.at <= (select a.at from act a where a.id = performance_sum.act_id));
update performance_sum set figures_of = publication;
update performance_return set
  counted_from = (select s.publication from performance_sum s
    where s.round_id = performance_return.round_id and s.ended_by_act is null limit 1),
  counted_to = (select s.publication from performance_sum s
    where s.round_id = performance_return.round_id and s.ended_by_act is null limit 1)
where returned_at <= (select max(a.at) from performance_sum s join act a on a.id = s.act_id
    where s.round_id = performance_return.round_id and s.ended_by_act is null)
  and (ended_by_act is null or (select e.at from act e where e.id = performance_return.ended_by_act)
    > (select max(a.at) from performance_sum s join act a on a.id = s.act_id
      where s.round_id = performance_return.round_id and s.ended_by_act is null));
