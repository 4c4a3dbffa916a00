-- A window for objections keeps step with its case: it stands still, goes on, is counted again, closes.
alter table gazette_notice add column window_status text not null default '';  -- '', running, standing, closed
alter table gazette_notice add column window_left bigint;                      -- working days left after window_counts_after
alter table gazette_notice add column window_counts_after text;
update gazette_notice set window_status = 'closed', window_left = window_days, window_counts_after = published_on
  where window_days is not null;
update gazette_notice set window_status = 'running'
  where window_days is not null and exists (select 1 from timer where timer.case_id = gazette_notice.case_id and
                                            timer.status in ('open', 'parked'));
create index gazette_notice_by_window on gazette_notice (window_status, objections_until);
