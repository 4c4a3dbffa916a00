// The committees that assess and re-examine: who sits since when, by seat, unit and sector; nobody's name.
#include "grading/roster.h"
#include "portal/listing.h"
#include "portal/names.h"
#include "portal/register_pages.h"

namespace gh::portal {
namespace {

constexpr std::string_view kCommittees = "/committees";

std::vector<Filter> filters() { return {{Filter::Kind::kDay, "as_of", "list.as_of"}}; }

json::object seat_row(const grading::RosterSeat& seat, const Writing& with) {
  const std::string kind = boost::describe::enum_to_string(seat.seat, "");
  return {{"seat", with.words.say("committees.seat_" + kind)},
          {"unit", seat.unit},
          {"sector", seat.sector.empty() ? "" : choice_title(with.pack, "sector", seat.sector, with.words)},
          {"since", with.words.day(seat.from_day)}};
}

// One heading for each committee that sits, its seats below it.
json::array committees_of(const std::vector<grading::RosterSeat>& seats, const Writing& with) {
  json::array out;
  json::array* rows = nullptr;
  const Id* appointment = nullptr;
  for (const auto& seat : seats) {
    if (appointment == nullptr || *appointment != seat.case_id) {
      const std::string kind = boost::describe::enum_to_string(seat.committee, "");
      json::object committee{{"authority", body_named(with.pack, seat.authority, with.words)},
                             {"committee", choice_title(with.pack, "committee", kind, with.words)},
                             {"from", with.words.day(seat.from_day)},
                             {"to", with.words.day(seat.to_day)},
                             {"seats", json::array{}}};
      rows = &out.emplace_back(std::move(committee)).as_object()["seats"].as_array();
      appointment = &seat.case_id;
    }
    rows->push_back(seat_row(seat, with));
  }
  return out;
}

Page committee_page(const Asked& asked) {
  const Words& words = asked.words;
  const Instant at = asked_moment(asked).value_or(asked.request.now);
  const auto seats = grading::roster(asked.tx, {"", {}, true, {at, words.day_of(at)}}, asked.pack.utc_offset);
  return {"committees",
          words.say("committees.title"),
          "/associations",
          {{words.say("associations.title"), "/associations"}},
          {{"filters", filters_of(asked, kCommittees, filters())},
           {"committees", committees_of(seats, {asked.pack, words, asked.today})}}};
}

}  // namespace

void add_committee_page(std::vector<http::Route>& routes, const PortalParts& parts) {
  add_page(routes, parts,
           {"readCommitteesPage",
            std::string(kCommittees),
            {"评估委员会和复核委员会名录页", "Page of the committees that assess and re-examine"},
            parameters_of(filters()),
            false,
            committee_page});
}

}  // namespace gh::portal
