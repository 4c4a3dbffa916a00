// The committees of the demo city: appointed for a term, and again before it is over.
#include <array>

#include "app/demo_flows.h"

namespace gh::app {
namespace {

constexpr int kDaysAhead = 10;    // from the proposal to the first day of the term
constexpr int kDaysBefore = 20;   // the next proposal comes before the term is over
constexpr std::size_t kVice = 2;  // of the members, vice chairs

json::object seat(const identity::Caller& member, const std::string& name, const char* unit, const char* sector) {
  return {{"office", *member.office}, {"name", name}, {"unit", unit}, {"sector", sector}};
}

struct Origin {
  const char* unit;
  const char* sector;
};
constexpr std::array<Origin, 5> kOrigins = {{{"示例研究院", "research"},
                                             {"示例会计师事务所", "accounting"},
                                             {"示例律师事务所", "law"},
                                             {"示例社会组织", "social_organisation"},
                                             {"示例政府部门", "department"}}};

json::object composition(const RegistryCast& registry, Day from) {
  json::array vice_chairs;
  json::array members;
  for (std::size_t i = 0; i < registry.committee_members.size(); ++i) {
    const Origin& origin = kOrigins[i % kOrigins.size()];
    (i < kVice ? vice_chairs : members)
        .push_back(seat(registry.committee_members[i], "委员" + std::to_string(i + 1), origin.unit, origin.sector));
  }
  return {{"committee", "assessment"},
          {"from_day", text(from)},
          {"chair", seat(registry.chair, "主任委员", "登记管理机关", "department")},
          {"vice_chairs", std::move(vice_chairs)},
          {"members", std::move(members)}};
}

}  // namespace

Flow appoint_committees(Play& play, Cast& cast, std::size_t index) {
  for (;;) {
    const RegistryCast registry = cast.registries[index];
    const Day from = play.today() + std::chrono::days{kDaysAhead};
    const Id id = play.open(registry.assessment, "committee-appointment", composition(registry, from));
    co_await play.days(1, 3);
    play.act(registry.head, id, "appoint");
    const auto* years = play.pack().parameter("committee_term_years", play.today());
    const std::chrono::year_month_day begun{from};
    const Day ends{begun + std::chrono::years{years->as_int64()}};
    co_await play.on(ends - std::chrono::days{kDaysBefore});
  }
}

}  // namespace gh::app
