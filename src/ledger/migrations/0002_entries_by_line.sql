-- Entries lie in the order of their line. Only acceptances and payments have a reference, and only entries of cases are
-- looked for by case: the indexes hold no others.
-- sqlite:
alter table ledger_entry rename to ledger_entry_before;
create table ledger_entry (
  line_id       text not null references budget_line (id),
  ordinal       bigint not null check (ordinal >= 1),
  case_id       text not null,
  booking       text not null,
  from_account  text not null,
  to_account    text not null,
  amount_fen    bigint not null check (amount_fen >= 0),
  reference     text,
  payee_id      text,
  act_id        text not null,
  at            bigint not null,
  primary key (line_id, ordinal),
  check ((booking = 'appropriate' and from_account = 'treasury' and to_account = 'appropriation')
      or (booking = 'increase' and from_account = 'treasury' and to_account = 'appropriation')
      or (booking = 'decrease' and from_account = 'appropriation' and to_account = 'treasury')
      or (booking = 'reserve' and from_account = 'appropriation' and to_account = 'reserved')
      or (booking = 'commit' and from_account = 'reserved' and to_account = 'committed')
      or (booking = 'release' and from_account in ('reserved', 'committed') and to_account = 'appropriation')
      or (booking = 'accept' and from_account = 'committed' and to_account = 'accepted')
      or (booking = 'pay' and from_account = 'accepted' and to_account = 'paid')),
  check (amount_fen > 0 or booking in ('accept', 'pay')),
  check ((reference is not null) = (booking in ('accept', 'pay')))
) without rowid;
insert into ledger_entry
select line_id, ordinal, case_id, booking, from_account, to_account, amount_fen, reference, payee_id, act_id, at
from ledger_entry_before;
drop table ledger_entry_before;

-- sqlite:
create trigger ledger_entry_not_changed before update on ledger_entry
begin select raise(abort, 'entries of the ledger are never changed'); end;

-- sqlite:
create trigger ledger_entry_not_removed before delete on ledger_entry
begin select raise(abort, 'entries of the ledger are never removed'); end;

-- postgres:
alter table ledger_entry drop constraint ledger_entry_case_id_booking_reference_key;
drop index ledger_entry_by_case;

create unique index ledger_entry_by_reference on ledger_entry (case_id, booking, reference) where reference is not null;
create index ledger_entry_by_case on ledger_entry (case_id, line_id, ordinal) where case_id <> line_id;
