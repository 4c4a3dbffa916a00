-- The index of names. The terms of a document are its characters and its pairs of neighbouring characters; SQLite's
-- index holds each as scope~term. The one place where the two databases differ.

-- sqlite:
create table search_document (
  scope    text not null,
  document text not null,          -- UUIDv7
  position bigint not null unique, -- its key in the index; grows with the document's id
  terms    text not null,          -- as they were indexed, so that they can be taken out again
  primary key (scope, document)
);
create virtual table search_index using fts5(
  terms, content = '', detail = none, columnsize = 0, tokenize = "ascii tokenchars '~'"
);

-- postgres:
create table search_document (
  scope    text not null,
  document text not null,          -- UUIDv7
  terms    text[] not null,
  primary key (scope, document)
);
create index search_document_by_term on search_document using gin (terms) with (fastupdate = off);
