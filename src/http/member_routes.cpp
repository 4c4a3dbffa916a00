// The roll of an association and its links: everybody reads the number, the association and its registry the roll, the
// registry the links.
#include <algorithm>

#include "base/described.h"
#include "cases/packs.h"
#include "http/as_of.h"
#include "http/register_query.h"
#include "http/registry_routes.h"
#include "http/schema_of.h"
#include "registry/members.h"
#include "registry/names.h"

namespace gh::http {
namespace {

struct Roll {
  Day on{};
  std::int64_t members = 0;
  std::optional<std::vector<registry::MemberView>> items;  // for the association itself and its registry
};
BOOST_DESCRIBE_STRUCT(Roll, (), (on, members, items))

struct Links {
  Day on{};
  std::vector<registry::LinkView> items;
};
BOOST_DESCRIBE_STRUCT(Links, (), (on, items))

Parameter on_parameter() { return query_parameter("on", day_schema(), {"日期，默认今天", "a day; today without it"}); }

Day day_asked(const CaseParts& parts, const Request& request) {
  const std::string text = request.query_text("on");
  const auto today = local_day(request.now, parts.packs->newest()->utc_offset);
  if (text.empty()) return today;
  const auto day = parse_day(text);
  if (!day) throw Problem(ProblemCode::kInvalidForm, FieldError{"/query/on", "format", "", {"不是有效日期", "no day"}});
  return *day;
}

registry::Entry association_asked(const Request& request, store::Tx& tx) {
  const auto entry = registry::entry_of(tx, Id(request.param("id")));
  if (!entry || entry->kind != "association")
    throw Problem(ProblemCode::kNotFound,
                  FieldError{"", "association", "", {"登记簿中没有该组织", "the register has no such association"}});
  return *entry;
}

// In an office of the association's own registry that parameter roll_reader_roles lets read rolls and links.
bool registers(const CaseParts& parts, const Request& request, store::Tx& tx, const registry::Entry& entry) {
  const auto& caller = request.caller;
  if (!caller || !caller->office || !caller->organisation) return false;
  const auto pack = parts.packs->newest();
  const json::value* roles = pack->parameter("roll_reader_roles", local_day(request.now, pack->utc_offset));
  const auto* list = roles == nullptr ? nullptr : roles->if_array();
  return list != nullptr && std::find(list->begin(), list->end(), json::value(caller->role)) != list->end() &&
         *caller->organisation == registry::registry_of(tx, *pack, entry.division);
}

Route roll(const CaseParts& parts) {
  auto about = describe("readRoll", "registry",
                        {"会员名册：人人可读会员数，本会和登记机关可读名单",
                         "The roll: everybody reads how many, the association and its registry who"});
  about.parameters = {on_parameter(), as_of_parameter()};
  about.response = schema_of<Roll>();
  about.problems = {ProblemCode::kNotFound};
  return Route("GET", "/api/v1/associations/{id}/members", Access::kPublic,
               ReadHandler{[parts](const Request& request, store::Tx& tx) {
                 const auto entry = association_asked(request, tx);
                 Roll out{day_asked(parts, request), 0, {}};
                 const Instant known_at = as_of(request, *parts.packs).value_or(request.now);
                 out.members = registry::members_on(tx, entry.organisation_id, out.on, known_at);
                 const auto& caller = request.caller;
                 const bool own = caller && caller->office && caller->organisation == entry.organisation_id;
                 if (own || registers(parts, request, tx, entry))
                   out.items = registry::roll_on(tx, entry.organisation_id, out.on, known_at);
                 return ok(write(out));
               }},
               std::move(about));
}

Route links(const CaseParts& parts) {
  auto about = describe("readLinks", "registry",
                        {"关联关系（登记机关）：同一法定代表人、共同会员",
                         "Links with other associations, for the registry: the same head, members of both"});
  about.parameters = {on_parameter()};
  about.response = schema_of<Links>();
  about.problems = {ProblemCode::kNotFound};
  return Route(
      "GET", "/api/v1/associations/{id}/links", Access::kOffice,
      ReadHandler{[parts](const Request& request, store::Tx& tx) {
        const auto entry = association_asked(request, tx);
        if (!registers(parts, request, tx, entry))
          throw Problem(
              ProblemCode::kForbidden,
              FieldError{"", "own-register", "", {"仅登记机关可读", "only the registry of the association reads it"}});
        const Day on = day_asked(parts, request);
        return ok(write(Links{on, registry::links_of(tx, entry.organisation_id, on)}));
      }},
      std::move(about));
}

}  // namespace

std::vector<Route> member_routes(const CaseParts& parts) { return {roll(parts), links(parts)}; }

}  // namespace gh::http
