-- A public notice, as it was published: texts are rendered once and never change.
create table gazette_notice (
  id               text primary key,
  case_id          text not null,
  case_number      text not null,
  procedure        text not null,
  kind             text not null check (kind in ('call', 'publicity', 'result', 'decision', 'catalogue', 'register',
                                                 'calendar')),
  text_id          text not null,    -- the pack's template
  title_zh         text not null,
  title_en         text not null,
  body_zh          text not null,
  body_en          text not null,
  organisation_id  text,             -- whom it is about
  issuer_id        text,
  issuer_name      text not null,
  division         text not null,
  window_days      bigint,           -- working days for objections
  objections_until text,             -- the last of them
  provisional      bigint not null,  -- 1: it lies in a year whose calendar wasn't published yet
  published_by_act text not null,
  published_at     bigint not null,
  published_on     text not null
);
create index gazette_notice_by_case on gazette_notice (case_id, id);
create index gazette_notice_by_kind on gazette_notice (kind, id);
create index gazette_notice_by_organisation on gazette_notice (organisation_id, id);

-- An official document: the text as issued; its PDF is made when it is read.
create table gazette_document (
  id               text primary key,
  number           text not null unique,  -- the case's number and a serial of its own
  case_id          text not null,
  kind             text not null check (kind in ('certificate', 'decision', 'agreement', 'contract', 'order', 'receipt',
                                                 'notice')),
  text_id          text not null,
  title_zh         text not null,
  title_en         text not null,
  body_zh          text not null,
  body_en          text not null,
  organisation_id  text,                  -- whom it is addressed to; null: whoever opened the case
  issuer_id        text,
  issuer_name      text not null,
  issued_by_act    text not null,
  issued_at        bigint not null,
  issued_on        text not null
);
create index gazette_document_by_case on gazette_document (case_id, id);
create index gazette_document_by_organisation on gazette_document (organisation_id, id);
