-- The register: one row a version of an organisation's entry. The version in force has no end; nothing is removed.
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
  address          text not null,
  funds_fen        bigint,
  credit_code      text not null,     -- GB 32100-2015; empty where a registration before it has none
  certificate_number text not null,   -- of a registration before credit codes; empty for those with one
  legal_representative_digest text,   -- SHA-256 of the identity number; the number itself isn't kept
  status           text not null check (status in ('active', 'suspended', 'deregistered', 'revoked')),
  registered_on    text not null,
  begun_by_act     text not null,
  begun_at         bigint not null,
  ended_by_act     text,
  ended_at         bigint
);
create unique index registry_entry_in_force on registry_entry (organisation_id) where ended_by_act is null;
create unique index registry_entry_credit_code on registry_entry (credit_code)
  where ended_by_act is null and credit_code <> '';
create index registry_entry_by_organisation on registry_entry (organisation_id, begun_at);
create index registry_entry_by_case on registry_entry (made_by_case);
create index registry_entry_by_name on registry_entry (name_key);
create index registry_entry_by_kind on registry_entry (kind, organisation_id);
create index registry_entry_by_representative on registry_entry (legal_representative_digest);

-- Last serial given under a prefix of organisation codes.
create table registry_credit_serial (
  prefix text primary key,
  last   bigint not null
);

-- A company on an association's roll, from a day to a day.
create table registry_membership (
  id             text primary key,
  association_id text not null references organisation (id),
  company_id     text not null references organisation (id),
  admitted_on    text not null,
  begun_by_act   text not null,
  begun_at       bigint not null,
  left_on        text,              -- first day without it
  ended_by_act   text,
  ended_at       bigint
);
create unique index registry_membership_in_force on registry_membership (association_id, company_id)
  where ended_by_act is null;
create index registry_membership_by_company on registry_membership (company_id);

-- What is on record about an organisation; known by the id of the case that recorded it.
create table registry_record (
  case_id         text primary key,
  organisation_id text not null references organisation (id),
  kind            text not null check (kind in ('annual_report', 'penalty', 'abnormal_listing', 'serious_listing',
                                                'investigation', 'honour')),
  on_day          text not null,
  year            bigint,           -- of an annual report
  conclusion      text not null,    -- pass, basic_pass, fail; empty for others
  fine_fen        bigint,
  until_day       text,             -- last day, where that was fixed beforehand
  summary         text not null,
  begun_by_act    text not null,
  begun_at        bigint not null,
  ended_on        text,             -- first day without it
  ended_by_act    text,
  ended_at        bigint
);
create index registry_record_by_organisation on registry_record (organisation_id, kind, on_day);
create unique index registry_record_annual_report on registry_record (organisation_id, year)
  where kind = 'annual_report';
