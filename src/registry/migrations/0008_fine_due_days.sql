-- How the last day to pay a fine is counted, so that it can be counted again when the days of its year are published.
alter table registry_fine add column served_on text;      -- null, as are the next two, for a fine from before
alter table registry_fine add column limit_count bigint;
alter table registry_fine add column unit text;           -- working_days, natural_days, months
alter table registry_fine add column provisional bigint not null default 0;  -- 1: due_on rests on days nobody has published
