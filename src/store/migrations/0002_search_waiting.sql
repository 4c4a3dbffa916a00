-- What a document adds to the index waits in a list of at most 1 MiB (in KiB below) and comes in together: an entry for
-- each character and pair of a text, one by one, was a third of what PostgreSQL does for an act.

-- postgres:
alter index search_document_by_term set (fastupdate = on, gin_pending_list_limit = 1024);
