-- The organisations below another one are read in the order of their ids: with the id in the index nothing is sorted.
drop index organisation_by_parent;
create index organisation_by_parent on organisation (parent_id, id);
