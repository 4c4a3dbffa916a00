-- The register after the certificate: what an entry says beside its name, how it ends, and what hangs on it. The table of
-- entries is made anew, because the words of its checks can't be changed in place.
drop index registry_entry_in_force;
drop index registry_entry_credit_code;
drop index registry_entry_by_organisation;
drop index registry_entry_by_case;
drop index registry_entry_by_name;
drop index registry_entry_by_kind;
drop index registry_entry_by_representative;
alter table registry_entry rename to registry_entry_before;
create table registry_entry (
  id               text primary key,
  organisation_id  text not null references organisation (id),
  made_by_case     text not null,     -- the case that made the organisation
  kind             text not null check (kind in ('association', 'company', 'evaluator')),
  association_kind text not null,     -- trade_association, chamber_of_commerce, federation; empty for others
  name             text not null,
  name_key         text not null,     -- the name as it is compared with others
  name_en          text not null,     -- empty where there is none
  division         text not null,     -- GB/T 2260
  industry         text not null,     -- GB/T 4754; may be empty for companies and evaluators
  industry_group   text not null,     -- favoured, general; empty for others
  purpose          text not null,     -- empty where it isn't known, as are the next three
  scope            text not null,
  activity_area    text not null,
  guiding_unit     text not null,
  address          text not null,
  premises_right   text not null,     -- owned, leased, lent; empty where it isn't known
  premises_owner   text not null,
  premises_square_metres bigint,
  premises_until   text,              -- last day of the lease or loan
  funds_fen        bigint,
  credit_code      text not null,     -- GB 32100-2015; empty where a registration before it has none
  certificate_number text not null,   -- of a registration before credit codes; empty for those with one
  certificate_copy bigint not null,   -- 1 for the first certificate, one more with each new one
  legal_representative_digest text,   -- SHA-256 of the identity number; the number itself isn't kept
  status           text not null check (status in ('active', 'suspended', 'liquidating', 'deregistered', 'revoked')),
  status_ground    text not null,     -- why it liquidates or has ended; empty while it goes on
  registered_on    text not null,
  begun_by_act     text not null,
  begun_at         bigint not null,
  ended_by_act     text,
  ended_at         bigint
);
insert into registry_entry (id, organisation_id, made_by_case, kind, association_kind, name, name_key, name_en, division,
  industry, industry_group, purpose, scope, activity_area, guiding_unit, address, premises_right, premises_owner,
  premises_square_metres, premises_until, funds_fen, credit_code, certificate_number, certificate_copy,
  legal_representative_digest, status, status_ground, registered_on, begun_by_act, begun_at, ended_by_act, ended_at)
select id, organisation_id, made_by_case, kind, association_kind, name, name_key, name_en, division,
  industry, industry_group, '', '', '', '', address, '', '', null, null, funds_fen, credit_code, certificate_number, 1,
  legal_representative_digest, status, '', registered_on, begun_by_act, begun_at, ended_by_act, ended_at
from registry_entry_before;
drop table registry_entry_before;
create unique index registry_entry_in_force on registry_entry (organisation_id) where ended_by_act is null;
create unique index registry_entry_credit_code on registry_entry (credit_code)
  where ended_by_act is null and credit_code <> '';
create index registry_entry_by_organisation on registry_entry (organisation_id, begun_at);
create index registry_entry_by_case on registry_entry (made_by_case);
create index registry_entry_by_name on registry_entry (name_key);
create index registry_entry_by_kind on registry_entry (kind, organisation_id);
create index registry_entry_by_representative on registry_entry (legal_representative_digest);

-- Who leads an association, from a day to a day. Names are facts about people: officers of the state read them.
create table registry_officer (
  id              text primary key,
  organisation_id text not null references organisation (id),
  place           bigint not null,   -- in the list by which they were seated, from 1
  name            text not null,
  identity_digest text not null,     -- SHA-256 of the identity number; the number itself isn't kept
  post            text not null,
  term_from       text not null,
  term_to         text not null,     -- last day of the term
  full_time       bigint not null,   -- 1 or 0, as is the next
  leading_cadre   bigint not null,
  approval        text not null,     -- body and number of a leading cadre's approval; empty for others
  begun_by_act    text not null,
  begun_at        bigint not null,
  ended_on        text,              -- first day without the post
  ended_by_act    text,
  ended_at        bigint
);
create index registry_officer_by_organisation on registry_officer (organisation_id, ended_by_act);

-- Branches: no legal persons of their own; each lives from a day to a day.
create table registry_branch (
  id              text primary key,
  organisation_id text not null references organisation (id),
  name            text not null,
  name_key        text not null,
  kind            text not null check (kind in ('branch', 'representative_office')),
  seat            text not null,
  scope           text not null,
  from_day        text not null,
  begun_by_act    text not null,
  begun_at        bigint not null,
  ended_on        text,              -- first day without it
  ended_by_act    text,
  ended_at        bigint
);
create index registry_branch_by_organisation on registry_branch (organisation_id, ended_by_act);

-- What an association has put on file: its charter, seal, accounts, dues, offices, entities. A newer one of the same matter ends the last.
create table registry_filing (
  case_id         text primary key,
  organisation_id text not null references organisation (id),
  matter          text not null,
  on_day          text not null,
  begun_by_act    text not null,
  begun_at        bigint not null,
  ended_by_act    text,
  ended_at        bigint
);
create index registry_filing_by_organisation on registry_filing (organisation_id, matter, ended_by_act);

-- Which association came out of which: into whom rights and debts have passed.
create table registry_succession (
  case_id         text not null,
  predecessor_id  text not null references organisation (id),
  successor_id    text not null references organisation (id),
  kind            text not null check (kind in ('merger', 'split')),
  on_day          text not null,
  begun_by_act    text not null,
  begun_at        bigint not null,
  primary key (case_id, predecessor_id, successor_id)
);
create index registry_succession_by_predecessor on registry_succession (predecessor_id);
create index registry_succession_by_successor on registry_succession (successor_id);
