-- Who looks at the work of the whole city counts what was done lately without walking through what was done ever.
create index performance_work_finished_lately on performance_work (finished_on, performer_id, on_time)
  where finished_on is not null;
