-- The day on which an entry was deregistered or revoked: an older list brings in bodies that ended long before the act. Null
-- while it goes on, and for ends before this column, whose day is that of the act.
alter table registry_entry add column ended_on text;
