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

}  // namespace gh::http
