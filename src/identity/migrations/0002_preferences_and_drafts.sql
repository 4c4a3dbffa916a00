-- What makes work comfortable and is no official act: preferences of a person, forms an office has begun to fill in.

create table preference (
  account_id text not null references account (id),
  name       text not null,
  content    text not null, -- a JSON object of the front end's own
  saved_at   bigint not null,
  primary key (account_id, name)
);

create table draft (
  office_id text not null references office (id),
  draft_key text not null,   -- open:<procedure>[:<parent case>], act:<case>:<action>
  form      text not null,   -- a JSON object; may be incomplete
  version   bigint not null check (version >= 1),
  saved_at  bigint not null,
  primary key (office_id, draft_key)
);
create index draft_by_time on draft (saved_at);
