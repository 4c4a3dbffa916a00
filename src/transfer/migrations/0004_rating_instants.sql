-- A reading of a past instant doesn't know the answers and follow-ups of later ones.
alter table transfer_rating add column answered_at bigint;
alter table transfer_rating add column settled_at bigint;
update transfer_rating set answered_at = (select a.at from act a where a.id = answered_by_act),
  settled_at = (select a.at from act a where a.id = settled_by_act);
