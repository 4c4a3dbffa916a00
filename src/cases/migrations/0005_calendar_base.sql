-- The years of the working-day calendar that the database began with, as the first pack it kept has them. Later packs
-- change none of them: further years come by acts, in calendar_year.
create table calendar_base (
  division     text primary key,
  years        text not null,    -- JSON list of the published years
  pack_version text not null,
  kept_at      bigint not null
);
