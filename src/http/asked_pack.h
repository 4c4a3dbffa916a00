// The version of the policy that a request asks about: a case finishes under the one it was opened under, so whoever
// shows it needs the forms, steps and texts of that one.
#pragma once
#include <memory>

#include "http/route.h"

namespace gh::cases {
class Packs;
}
namespace gh::policy {
class Pack;
}

namespace gh::http {

// `version`, for Documentation::parameters; the route then answers kNotFound too.
Parameter pack_version_parameter();

// The pack whose version stands in ?version=, the newest where there is none. Throws kNotFound on /query/version.
std::shared_ptr<const policy::Pack> asked_pack(cases::Packs& packs, store::Tx& tx, const Request& request);

// The pack whose version stands under `name` in the query. Throws kNotFound on /query/<name>, also where it is absent.
std::shared_ptr<const policy::Pack> kept_pack(cases::Packs& packs, store::Tx& tx, const Request& request,
                                              std::string_view name);

}  // namespace gh::http
