// Delegation of an office while its holder is away (委派, 外出代理): another office of the same organisation may act
// for it during a period, in all procedures or in some.
#pragma once
#include <boost/describe/class.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/ids.h"
#include "base/time.h"
#include "identity/caller.h"
#include "identity/occasion.h"
#include "store/db.h"

namespace gh::identity {

inline constexpr std::size_t kProceduresPerDelegationMax = 100;
inline constexpr std::size_t kDelegationsMax = 100;  // of one office that are read at once

struct Delegation {
  Id id;
  Id from_office;
  Id to_office;
  Instant from_at{};
  Instant to_at{};                        // first instant after it
  std::optional<std::string> procedures;  // ids separated by spaces; absent = all
  Instant created_at{};
  std::optional<Instant> revoked_at;
};
BOOST_DESCRIBE_STRUCT(Delegation, (), (id, from_office, to_office, from_at, to_at, procedures, created_at, revoked_at))

struct NewDelegation {
  Id id;
  Id from_office;
  Id to_office;
  Instant from_at{};
  Instant to_at{};
  std::vector<std::string> procedures;  // empty = all
};

// Problems: kForbidden ("/from_office" office-not-held, administrators-act-themselves), kInvalidForm ("/to_at"
// period, "/to_office" office | same-organisation | own-account, "/procedures" procedures), kConflict
// (delegation-overlap: somebody already acts for the office then, in one of the procedures).
Delegation delegate_office(store::Tx& tx, const Caller& caller, const NewDelegation& delegation,
                           const Occasion& occasion);

// Ends it now. Only the holder of the office it is from may. Problem kNotFound. A repeat changes nothing.
void revoke_delegation(store::Tx& tx, const Caller& caller, const Id& delegation, const Occasion& occasion);

// To or from any of the account's offices, newest first, ended and revoked ones too.
std::vector<Delegation> delegations_of(store::Tx& tx, const Id& account);

// Offices that may act for `office` at that instant in that procedure (empty = in all of them). A delegate's own
// delegates don't count: what was handed on isn't handed on again. Whether the delegate's office is in force,
// `in_force` says.
std::vector<Id> delegates_of(store::Tx& tx, const Id& office, Instant at, std::string_view procedure = {});
// The other way round: offices that `office` may act for.
std::vector<Id> delegators_of(store::Tx& tx, const Id& office, Instant at, std::string_view procedure = {});

}  // namespace gh::identity
