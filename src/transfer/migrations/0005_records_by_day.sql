-- What was done in the supervised period is read by day, a page at a time.
create index transfer_check_by_day on transfer_check (checked_on, case_id);
create index transfer_note_by_day on transfer_note (held_on, case_id);
