// A small city for tests: a pack with a few bodies and roles, and people with offices. Not used by the program itself.
#pragma once
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "identity/caller.h"
#include "identity/occasion.h"
#include "identity/offices.h"
#include "identity/organisations.h"
#include "identity/passwords.h"
#include "policy/pack.h"
#include "store/db.h"
#include "store/testing.h"

namespace gh::identity {

// Bodies civil-affairs (registrar, registry_head), finance (finance_officer) and district-civil-affairs below the
// first; the roles of these, the three administrators, association_secretary (party), founder (opener) and system.
policy::Pack test_pack();

// 21 September 2026, 10:00 in Foshan (UTC+8).
inline const Instant kTestNow = instant_of(1'789'956'000'000);
inline const Day kTestToday = day_of(2026, 9, 21);

// The same bytes in every run, never the same twice in one.
RandomBytes test_bytes();
// The cheapest Argon2id there is.
inline constexpr HashCost kTestCost{.passes = 1, .memory_bytes = 8192};

// The store's and identity's.
store::Schemas city_schemas();

// A database with these schemas and the pack's bodies.
class TestCity {
 public:
  explicit TestCity(store::Db& db);

  store::Db& db;
  const policy::Pack pack;
  const RandomBytes random;

  // Each a millisecond younger than the one before, so that the order of ids is that of their making.
  Id next_id() { return new_id(kTestNow + std::chrono::milliseconds(++ids_), random); }
  Id body(std::string_view key) const;
  Occasion at(Instant now = kTestNow) const { return {now, pack.utc_offset, "192.0.2.1"}; }

  Id add_account(std::string_view login);
  Id add_organisation(std::string_view name, OrganisationKind kind = OrganisationKind::association);
  // In the body or organisation (an id) or, without one, as a private person; from yesterday on.
  Office add_office(const Id& account, std::string_view role, std::optional<Id> organisation = {});
  // Somebody with one office, ready to act.
  Caller add_officer(std::string_view login, std::string_view role, std::optional<Id> organisation = {});

 private:
  int ids_ = 0;
};

}  // namespace gh::identity
