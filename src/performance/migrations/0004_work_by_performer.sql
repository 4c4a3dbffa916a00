-- Running and finished work is counted by performer, of a department or of the city, within one index; lists of a
-- department's work are walked from the newest.
drop index performance_work_finished_lately;
create index performance_work_counted on performance_work (department_id, finished_on, performer_id, on_time);
create index performance_work_counted_in_all on performance_work (finished_on, performer_id, on_time);
create index performance_work_by_department on performance_work (department_id, case_id);
