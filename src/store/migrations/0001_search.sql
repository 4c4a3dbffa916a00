-- The index of names. `terms` of a document are its characters and pairs of neighbouring characters, each written
-- scope~term. The one place where the two databases differ.

-- sqlite:
create table search_document (
  scope    text not null,
  document text not null,        -- UUIDv7
  position bigint not null unique, -- the index's key: grows with the document's id
  content  text not null,        -- what was indexed, so that it can be taken out again
  primary key (scope, document)
);
create virtual table search_index using fts5(
  terms, content = '', detail = none, columnsize = 0, tokenize = "ascii tokenchars '~'"
);

-- postgres:
create table search_document (
  scope    text not null,
  document text not null,        -- UUIDv7
  terms    text[] not null,
  primary key (scope, document)
);
create index search_document_by_term on search_document using gin (terms) with (fastupdate = off);
