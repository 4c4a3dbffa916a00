-- Who exists and who may act: organisations, accounts, offices, sessions, tokens, delegations, and the audit log.
-- Instants are UTC milliseconds, days YYYY-MM-DD, digests lower-case hex.

create table organisation (
  id         text not null primary key,
  kind       text not null,        -- department, district_department, joint_body, association, company, evaluator
  name       text not null,
  name_en    text not null,        -- empty where there is none
  division   text not null,        -- GB/T 2260
  parent_id  text references organisation (id),
  body_key   text unique,          -- id of the pack's body; null for what exists by registration or enrolment
  status     text not null check (status in ('active', 'closed')),
  created_at bigint not null,
  act_id     text                  -- the act that last changed it; null for the pack's bodies
);
create index organisation_by_kind on organisation (kind, id);
create index organisation_by_parent on organisation (parent_id);

create table account (
  id                  text not null primary key,
  login               text not null unique, -- lower case
  display_name        text not null,
  password_hash       text,                 -- Argon2id in PHC form; null until the person has set one
  password_changed_at bigint,
  one_time_hash       text,                 -- digest of the secret that lets the person set a password, once
  one_time_expires_at bigint,
  status              text not null check (status in ('active', 'locked', 'closed')),
  created_at          bigint not null
);

-- Failed sign-ins by digest of the login, known or not, so that a lock-out says nothing about who has an account.
create table sign_in_failure (
  login_hash   text not null primary key,
  failures     bigint not null,
  last_at      bigint not null,
  locked_until bigint
);
create index sign_in_failure_by_time on sign_in_failure (last_at);

create table office (
  id              text not null primary key,
  account_id      text not null references account (id),
  organisation_id text references organisation (id), -- null for private persons
  role            text not null,                     -- as in the pack
  division        text not null,                     -- GB/T 2260
  from_day        text not null,
  to_day          text,                              -- last day; null = until revoked
  revoked_at      bigint,
  granted_by_act  text,                              -- null: by the security administrator or at installation
  created_at      bigint not null
);
create index office_by_account on office (account_id);
create index office_by_role_in_organisation on office (role, organisation_id);
create index office_by_role_in_division on office (role, division);

create table office_delegation (
  id          text not null primary key,
  from_office text not null references office (id),
  to_office   text not null references office (id),
  from_at     bigint not null,
  to_at       bigint not null, -- first instant after it
  procedures  text,            -- ids separated by spaces; null = all
  created_at  bigint not null,
  revoked_at  bigint,
  check (from_at < to_at)
);
create index office_delegation_by_from on office_delegation (from_office, to_at);
create index office_delegation_by_to on office_delegation (to_office, to_at);

create table session (
  id           text not null primary key, -- digest of the secret in the cookie
  account_id   text not null references account (id),
  office_id    text references office (id),
  created_at   bigint not null,
  last_seen_at bigint not null,           -- brought up to date at most once a minute
  idle_ms      bigint not null,           -- ends this long after last_seen_at
  expires_at   bigint not null,           -- ends then in any case
  remote       text not null
);
create index session_by_account on session (account_id, created_at);
create index session_by_expiry on session (expires_at);

create table token (
  id           text not null primary key,
  secret_hash  text not null unique,
  account_id   text not null references account (id),
  office_id    text references office (id),
  scopes       text not null,             -- read, act; separated by a space
  label        text not null,
  created_at   bigint not null,
  expires_at   bigint not null,
  revoked_at   bigint,
  last_used_on text
);
create index token_by_account on token (account_id, created_at);

-- Who looked, who failed to sign in, who exported, who administered. Only ever added to; each row's hash covers the
-- one before it.
create table audit_event (
  number     bigint not null primary key, -- 1, 2, … without gaps
  at         bigint not null,
  kind       text not null,
  account_id text,
  office_id  text,
  subject    text not null,
  remote     text not null,
  outcome    text not null,
  prev_hash  text not null,
  hash       text not null
);
create index audit_event_by_account on audit_event (account_id, number);
create index audit_event_by_kind on audit_event (kind, number);

-- The second line: the chain shows what was changed, these don't let our own code change it.

-- sqlite:
create trigger audit_event_is_not_changed before update on audit_event
begin select raise(abort, 'audit_event is only ever added to'); end;
create trigger audit_event_is_not_removed before delete on audit_event
begin select raise(abort, 'audit_event is only ever added to'); end;

-- postgres:
create function refuse_change_of_audit_event() returns trigger language plpgsql as
$$ begin raise exception 'audit_event is only ever added to'; end $$;
create trigger audit_event_is_kept before update or delete on audit_event
for each row execute function refuse_change_of_audit_event();

-- The newest event once more, so that cutting off the end shows too.
create table audit_head (
  name   text not null primary key check (name = 'head'),
  number bigint not null,
  hash   text not null
);
