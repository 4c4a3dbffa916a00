// Reads the lists of the API as somebody would who asks for them: by the routes themselves, so that what is counted or
// written into a file is what the list shows.
#pragma once
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "http/route.h"

namespace gh::http {

using ListFilters = std::map<std::string, std::string>;

// Whom a list is read for, and when.
struct ListCaller {
  std::optional<identity::Caller> caller;
  Instant now{};
};

class ListReading {
 public:
  // Keeps those of the routes that are lists of policy::list_shapes().
  explicit ListReading(const std::vector<Route>& routes);

  // Calls `take` with each line of the list, page after page, until it answers false or the list ends. Throws what the
  // list's route throws: kInvalidForm for a wrong filter, kForbidden where it asks for an office and there is none;
  // kInvalidForm ("list") for a list there isn't, ("unknown-filter") for a filter it hasn't.
  void each(store::Tx& tx, const ListCaller& caller, std::string_view list, const ListFilters& filters,
            const std::function<bool(const json::object& line)>& take) const;

  // The request that asks for a list, as its route reads it.
  static Request request_for(const ListCaller& caller, const ListFilters& filters);

 private:
  std::map<std::string, Route, std::less<>> routes_;  // by the list's name
};

}  // namespace gh::http
