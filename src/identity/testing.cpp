// The small city of the tests.
#include "identity/testing.h"

#include <array>

#include "base/assert.h"
#include "base/digest.h"
#include "identity/accounts.h"
#include "identity/migrations.h"
#include "store/migrations.h"

namespace gh::identity {

namespace {

policy::Role role(std::string id, policy::RoleScope scope) {
  const bool public_body = scope == policy::RoleScope::kAuthority || scope == policy::RoleScope::kDivision;
  return {id, {id, id}, scope, policy::Sight::kOrganisation, false, public_body};
}

}  // namespace

policy::Pack test_pack() {
  using policy::RoleScope;
  policy::Pack pack;
  pack.id = "440600/test";
  pack.division = "440600";
  pack.in_force_from = day_of(2012, 12, 17);
  pack.utc_offset = UtcOffset{480};
  for (const auto& one :
       {role("registrar", RoleScope::kAuthority), role("registry_head", RoleScope::kAuthority),
        role("finance_officer", RoleScope::kAuthority), role("association_secretary", RoleScope::kParty),
        role("founder", RoleScope::kOpener), role("system", RoleScope::kSystem),
        role("system_administrator", RoleScope::kDivision), role("security_administrator", RoleScope::kDivision),
        role("audit_administrator", RoleScope::kDivision)})
    pack.roles.emplace(one.id, one);
  pack.bodies = {
      {"civil-affairs",
       {"civil-affairs",
        {"民政局", "Civil Affairs Bureau"},
        "440600",
        "department",
        "",
        {"registrar", "registry_head"}}},
      {"district-civil-affairs",
       {"district-civil-affairs",
        {"禅城区民政局", "Chancheng Civil Affairs Bureau"},
        "440604",
        "district_department",
        "civil-affairs",
        {"registrar"}}},
      {"finance", {"finance", {"财政局", "Finance Bureau"}, "440600", "department", "", {"finance_officer"}}}};
  return pack;
}

RandomBytes test_bytes() {
  return [drawn = std::make_shared<std::uint64_t>(0)](std::uint8_t* bytes, std::size_t size) {
    for (std::size_t i = 0; i < size; i += sizeof(Digest)) {
      const Digest block = sha256(std::to_string(++*drawn));
      std::copy_n(block.begin(), std::min(size - i, block.size()), bytes + i);
    }
  };
}

store::Schemas city_schemas() { return {store::migrations(), migrations()}; }

TestCity::TestCity(store::Db& db_) : db(db_), pack(test_pack()), random(test_bytes()) {
  for (const auto migrations : city_schemas()) store::migrate(db, migrations);
  db.write([this](store::Tx& tx) { sync_bodies(tx, pack); });
}

Id TestCity::body(std::string_view key) const {
  return db.reading([&](store::Tx& tx) { return organisation_of_body(tx, key).value().id; });
}

Id TestCity::add_account(std::string_view login) {
  const Id id = next_id();
  db.write([&](store::Tx& tx) { create_account(tx, id, login, "经办人" + std::string(login), kTestNow); });
  return id;
}

Id TestCity::add_organisation(std::string_view name, OrganisationKind kind) {
  Organisation organisation;
  organisation.id = next_id();
  organisation.kind = kind;
  organisation.name = name;
  organisation.division = pack.division;
  organisation.created_at = kTestNow;
  db.write([&](store::Tx& tx) { create_organisation(tx, organisation); });
  return organisation.id;
}

Office TestCity::add_office(const Id& account, std::string_view role_id, std::optional<Id> organisation) {
  Office office;
  office.id = next_id();
  office.account_id = account;
  office.organisation_id = std::move(organisation);
  office.role = role_id;
  office.division = pack.division;
  office.from_day = kTestToday - std::chrono::days{1};
  office.created_at = kTestNow;
  db.write([&](store::Tx& tx) { grant_office(tx, pack, office); });
  return office;
}

Caller TestCity::add_officer(std::string_view login, std::string_view role_id, std::optional<Id> organisation) {
  const Id account = add_account(login);
  const Office office = add_office(account, role_id, organisation);
  Caller caller;
  caller.account = account;
  caller.display_name = "经办人" + std::string(login);
  caller.scopes = {"read", "act"};
  caller.office = office.id;
  caller.role = office.role;
  caller.organisation = office.organisation_id;
  caller.division = office.division;
  return caller;
}

}  // namespace gh::identity
