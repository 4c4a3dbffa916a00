// Who may read which case: compiled from the office in use to a bound predicate, never from the union of a person's
// offices.
#pragma once
#include <string>
#include <vector>

#include "cases/model.h"
#include "identity/caller.h"
#include "policy/pack.h"
#include "store/db.h"

namespace gh::cases {

// How much of a case somebody reads.
enum class Reading {
  kNone,    // it doesn't exist for him
  kPublic,  // state, title, public members of forms
  kFull,    // forms with what the role may see, opinions, materials
};

// A condition on case_file c with its values.
struct Predicate {
  std::string sql;
  std::vector<store::Value> values;
};

// The column is a division that this one covers (GB/T 2260). Written without LIKE: SQLite prepares a statement anew
// each time that something else is bound to one.
Predicate within_division(std::string_view column, std::string_view division);

// True when a person holds the role for himself, as a seat on a panel is held: what his body may read or do isn't his.
bool is_personal(const policy::Pack& pack, std::string_view role);

// Cases this office reads in full.
Predicate readable(const identity::Caller& caller, const policy::Pack& pack);

// How much of this case the caller reads; nobody signed in reads what is public.
Reading reading_of(store::Tx& tx, const std::optional<identity::Caller>& caller, const CaseFile& file,
                   const policy::Pack& pack);

// True when the form stays closed to this caller because it is sealed: everybody but whoever opened it.
bool sealed_from(const std::optional<identity::Caller>& caller, const CaseFile& file, Instant now);

}  // namespace gh::cases
