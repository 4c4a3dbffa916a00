// The abnormal and the serious list as everybody reads them (社会组织信用信息管理办法).
#pragma once
#include <boost/describe/class.hpp>
#include <boost/describe/enum.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/ids.h"
#include "base/time.h"
#include "store/db.h"

namespace gh::registry {

// Spelled as records keep them.
enum class CreditList { abnormal_listing, serious_listing };
BOOST_DESCRIBE_ENUM(CreditList, abnormal_listing, serious_listing)

// One stay of an association on a list.
struct CreditListing {
  Id id;
  Id organisation_id;
  std::string organisation;  // as it is called now
  CreditList list{};
  std::string cause;
  Day on{};
  std::optional<Day> ended_on;  // first day without it
  Id case_id;
  std::string number;  // of the case
};
BOOST_DESCRIBE_STRUCT(CreditListing, (),
                      (id, organisation_id, organisation, list, cause, on, ended_on, case_id, number))

struct CreditListSearch {
  std::string organisation_id{};  // empty = all
  std::optional<CreditList> list{};
  std::optional<Day> on{};         // who stands on it that day; absent: every stay there ever was
  std::optional<Instant> as_of{};  // as the register said then; absent: as it says now
};
struct CreditListPage {
  std::vector<CreditListing> listings;  // newest first
  std::optional<Id> next;               // pass as `after` for the next page
};
CreditListPage search_credit_lists(store::Tx& tx, const CreditListSearch& search, std::size_t limit,
                                   std::string_view after = {});

}  // namespace gh::registry
