-- A budget line: money for one item of one department in one year. Its id is that of the budget-line case.
create table budget_line (
  id             text primary key,
  department_id  text not null,
  year           bigint not null,
  item           text not null,
  opened_by_act  text not null,
  opened_at      bigint not null,
  closed_by_act  text,
  closed_at      bigint,
  unique (department_id, year, item),
  check ((closed_by_act is null) = (closed_at is null))
);

-- The one line on which a case has its money.
create table ledger_case (
  case_id  text primary key,
  line_id  text not null references budget_line (id),
  act_id   text not null
);
create index ledger_case_by_line on ledger_case (line_id, case_id);

-- Every booking: money that went from one account to another. Rows are only ever added; case_id of the line's own
-- bookings is the line. Ordinals of a line run from 1 without gaps, so that two writers can't both be the next.
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
  unique (case_id, booking, reference),
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
);
create index ledger_entry_by_case on ledger_entry (case_id, line_id, ordinal);

-- sqlite:
create trigger ledger_entry_not_changed before update on ledger_entry
begin select raise(abort, 'entries of the ledger are never changed'); end;

-- sqlite:
create trigger ledger_entry_not_removed before delete on ledger_entry
begin select raise(abort, 'entries of the ledger are never removed'); end;

-- postgres:
create function ledger_entry_stays() returns trigger language plpgsql as
$$ begin raise exception 'entries of the ledger are never changed or removed'; end $$;
create trigger ledger_entry_not_changed before update or delete on ledger_entry
for each row execute function ledger_entry_stays();

-- What stands on each account: the sum of its entries, kept so that a booking needn't add them all up. No account but
-- the treasury's is ever below zero, which is what keeps paid <= accepted <= committed <= reserved <= appropriated.
create table ledger_account (
  line_id      text not null references budget_line (id),
  case_id      text not null,
  account      text not null check (account in ('treasury', 'appropriation', 'reserved', 'committed', 'accepted', 'paid')),
  balance_fen  bigint not null,
  primary key (line_id, case_id, account),
  check (account = 'treasury' or balance_fen >= 0),
  check (account <> 'treasury' or balance_fen <= 0),
  check ((account in ('treasury', 'appropriation')) = (case_id = line_id))
);
