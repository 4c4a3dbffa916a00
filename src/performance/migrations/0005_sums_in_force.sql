-- What is published now is found without reading what was published before.
create index performance_sum_in_force on performance_sum (round_id) where ended_by_act is null;
