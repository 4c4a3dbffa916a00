-- What an act ended, a replay of the acts ends again; what was taken by hand it is told.
alter table office add column revoked_by_act text;
