-- What was made of a department by hand, and from when: acts before that saw it as it stood then. The first row of each is
-- how it was made.
create table department_change (
  organisation_id  text not null references organisation (id),
  ordinal          bigint not null check (ordinal >= 1),
  at               bigint not null,
  name             text not null,
  name_en          text not null,
  division         text not null,
  status           text not null,
  primary key (organisation_id, ordinal)
);
