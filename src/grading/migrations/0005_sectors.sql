-- From which sector a member comes (art. 9): departments, research, social organisations, accountants, lawyers.
alter table grading_seat add column sector text not null default '';
