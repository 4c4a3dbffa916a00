// Checks who decides: no rule of a city hands the power to decide to somebody outside the state (行政许可法 23, 24).
#include <algorithm>

#include "policy/checks.h"

namespace gh::policy {
namespace {

constexpr const char* kLicensingLaw = "行政许可法 23, 24";

void check_decider(Draft& draft, const Place& place, const std::string& action, const std::string& by) {
  const auto role = draft.pack.roles.find(by);
  if (role == draft.pack.roles.end()) {
    // A relation is held by whoever came to it: an applicant, a receiver, an expert.
    if (known_relations(draft.pack).contains(by))
      draft.fault(place, "decides-outside-public-body",
                  "'" + action + "' decides, but the relation '" + by + "' is no public body (" + kLicensingLaw + ")");
    return;
  }
  if (!role->second.public_body) {
    draft.fault(
        place, "decides-outside-public-body",
        "'" + action + "' decides, but the role '" + by + "' is held in no public body (" + kLicensingLaw + ")");
  } else if (!role->second.decides && role->second.scope != RoleScope::kSystem) {
    draft.fault(place, "advisor-decides", "'" + action + "' decides, but the role '" + by + "' only advises");
  }
}

}  // namespace

void check_powers(Draft& draft) {
  for (const auto& [id, procedure] : draft.pack.procedures) {
    for (const auto& [state_id, state] : procedure.states) {
      for (const auto& [action_id, action] : state.actions) {
        if (!action.decides) continue;
        std::vector<std::string> deciders = action.by;
        if (state.signing && state.signing->action == action_id) {
          for (const std::string& signer : state.signing->signers)
            if (std::find(deciders.begin(), deciders.end(), signer) == deciders.end()) deciders.push_back(signer);
        }
        for (const std::string& by : deciders) check_decider(draft, action.place, action_id, by);
      }
    }
  }
}

}  // namespace gh::policy
