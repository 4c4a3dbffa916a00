-- One row: what this database is for. A database that began in production never runs on a simulated clock.
create table installation (
  id         text primary key check (id = 'installation'),
  mode       text not null check (mode in ('production', 'demo', 'test')),
  created_at bigint not null
);
