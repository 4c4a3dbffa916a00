-- What an act writes is what an act costs. The acts of an office are found by the index of its idempotency keys, and
-- few acts are caused by another.
drop index act_by_office;
drop index act_by_cause;
create index act_by_cause on act (caused_by) where caused_by is not null;

-- Steps of a whole organisation apart from those of a role in it: the inbox asks for each by itself.
drop index step_by_organisation;
create index step_by_organisation on step (organisation_id, status, signer_kind, signer);
