-- What a sheet says beside its scores, as JSON: deductions with their reasons, leaves without evidence, questionnaires.
alter table scoring_sheet add column grounds text not null default '{}';
