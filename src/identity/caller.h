// Who is calling: an account, by which credential, using which office. Every act and every read is done in one office,
// never in the union of all that a person holds.
#pragma once
#include <optional>
#include <set>
#include <string>

#include "base/ids.h"

namespace gh::identity {

struct Caller {
  Id account;
  std::string display_name;
  bool by_token = false;         // bearer token (no CSRF check) rather than a browser's session
  std::set<std::string> scopes;  // of a token: "read", "act"; a session has both
  // The office used, absent for somebody who signed in and holds none (or has not chosen).
  std::optional<Id> office;
  std::string role;                // of that office, as in the pack
  std::optional<Id> organisation;  // absent for private persons
  std::string division;            // of the office, GB/T 2260
};

}  // namespace gh::identity
