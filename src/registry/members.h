// The roll of an association on a day, and what links associations with one another, as the registry sees it.
#pragma once
#include <boost/describe/class.hpp>
#include <optional>
#include <string>
#include <vector>

#include "registry/records.h"

namespace gh::registry {

inline constexpr std::size_t kRollMax = 5'000;
inline constexpr std::size_t kLinksMax = 500;

// A company on the roll.
struct MemberView {
  Id company_id;
  std::string name;
  std::string credit_code;
  Day admitted_on{};
  std::optional<Day> left_on;  // first day without it
};
BOOST_DESCRIBE_STRUCT(MemberView, (), (company_id, name, credit_code, admitted_on, left_on))

// On the roll on that day, by the day they were admitted, by what the register had taken in by `known_at` and under the
// names it had then; at most kRollMax.
std::vector<MemberView> roll_on(store::Tx& tx, const Id& association, Day on, Instant known_at);

// Another association that shares something with this one.
struct LinkView {
  std::string kind;  // same_representative: one person heads or headed both; shared_members: companies on both rolls
  Id association_id;
  std::string name;
  std::string status;
  std::int64_t members_shared = 0;
};
BOOST_DESCRIBE_STRUCT(LinkView, (), (kind, association_id, name, status, members_shared))

// Same head first, then by how many members are shared on that day; at most kLinksMax of each.
std::vector<LinkView> links_of(store::Tx& tx, const Id& association, Day on);

}  // namespace gh::registry
