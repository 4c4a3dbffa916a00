-- Lists that are sorted and counted: by the day of opening, by the day something is due, by title. A case that was sealed
-- once stands under its number, so that its place among the titles tells nothing of who has applied.
create index case_file_by_opening on case_file (opened_at, id);
create index case_file_by_due_day on case_file ((coalesce(due_on, '9999-12-31')), id);
create index case_file_by_title on case_file ((case when sealed_until is null then title else number end), id);
create index case_file_open_by_due_day on case_file (due_on, id) where closed_at is null;
create index case_file_by_closing on case_file (closed_at, id) where closed_at is not null;
