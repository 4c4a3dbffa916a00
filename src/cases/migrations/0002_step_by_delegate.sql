-- Without it one term of "what waits for me" has no index, and the inbox walks through every step there ever was.
create index step_by_delegate on step (delegate_id, status) where delegate_id is not null;
