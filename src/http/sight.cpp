#include "http/sight.h"

#include "cases/packs.h"

namespace gh::http {

std::optional<Id> department_in_sight(cases::Packs& packs, const Request& request) {
  const auto pack = packs.newest();
  const auto role = pack->roles.find(request.caller ? request.caller->role : std::string());
  if (role == pack->roles.end() || !role->second.public_body) return {};
  const bool all = role->second.sees == policy::Sight::kDivision || role->second.sees == policy::Sight::kAll;
  return all ? Id() : request.caller->organisation.value_or("none");
}

std::optional<Id> organisation_in_sight(cases::Packs& packs, const Request& request) {
  if (!request.caller) return {};
  const auto pack = packs.newest();
  const auto role = pack->roles.find(request.caller->role);
  if (role == pack->roles.end() || role->second.sees == policy::Sight::kOwn) return {};
  return request.caller->organisation;
}

Id narrowed_department(const Id& asked, const Id& seen) {
  if (seen.empty() || asked == seen) return asked;
  return asked.empty() ? seen : Id("none");
}

}  // namespace gh::http
