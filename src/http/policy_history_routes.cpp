// The versions of the policy, what changed between two of them, and past cases under other numbers.
#include <algorithm>

#include "base/described.h"
#include "cases/packs.h"
#include "cases/what_if.h"
#include "http/asked_pack.h"
#include "http/case_routes.h"
#include "http/page.h"
#include "http/schema_of.h"
#include "policy/diff.h"

namespace gh::http {
namespace {

constexpr std::size_t kVersionsShownMax = 500;
constexpr std::string_view kWhatIfRoles = "what_if_roles";  // parameter: list of roles

struct KeptVersion {
  std::string version;
  std::string pack;
  Instant kept_at{};
};
BOOST_DESCRIBE_STRUCT(KeptVersion, (), (version, pack, kept_at))

struct VersionBody {
  std::string version;
  std::string pack;
  Instant kept_at{};
  bool newest = false;
};
BOOST_DESCRIBE_STRUCT(VersionBody, (), (version, pack, kept_at, newest))

// The pack's words, in both languages whether it has them or not.
Text in_both_languages(const Text& text) { return {text.zh, text.en.empty() ? text.zh : text.en}; }

enum class Changed { added, removed, changed };
BOOST_DESCRIBE_ENUM(Changed, added, removed, changed)
struct PolicyChangeBody {
  Changed kind = Changed::changed;
  std::string path;
  Text title;
  std::string was;
  std::string becomes;
  std::vector<std::string> clauses;
};
BOOST_DESCRIBE_STRUCT(PolicyChangeBody, (), (kind, path, title, was, becomes, clauses))
struct ClauseChangesBody {
  std::string clause;
  Text says;
  std::vector<PolicyChangeBody> changes;
};
BOOST_DESCRIBE_STRUCT(ClauseChangesBody, (), (clause, says, changes))
struct DifferenceBody {
  std::string from;
  std::string to;
  std::vector<ClauseChangesBody> clauses;
};
BOOST_DESCRIBE_STRUCT(DifferenceBody, (), (from, to, clauses))

std::vector<PolicyChangeBody> changes_body(const std::vector<policy::Change>& changes) {
  static constexpr std::array kKinds = {Changed::added, Changed::removed, Changed::changed};
  std::vector<PolicyChangeBody> out;
  for (const policy::Change& change : changes)
    out.push_back({kKinds.at(static_cast<std::size_t>(change.kind)), change.path, in_both_languages(change.title),
                   change.was, change.becomes, change.clauses});
  return out;
}

Response difference(const CaseParts& parts, const Request& request, store::Tx& tx) {
  const auto older = kept_pack(*parts.packs, tx, request, "from");
  const auto newer = kept_pack(*parts.packs, tx, request, "to");
  DifferenceBody out{older->version, newer->version, {}};
  for (const policy::ClauseChanges& group : policy::diff(*older, *newer))
    out.clauses.push_back({group.clause, in_both_languages(group.says), changes_body(group.changes)});
  return ok(write(out));
}

struct WhatIfBody {
  std::string procedure;
  std::map<std::string, json::value> parameters;
  std::optional<Day> from;
  std::optional<Day> to;
};
BOOST_DESCRIBE_STRUCT(WhatIfBody, (), (procedure, parameters, from, to))

void require_role(const policy::Pack& pack, const Request& request) {
  const json::value* roles = pack.parameter(kWhatIfRoles, local_day(request.now, pack.utc_offset));
  const auto* list = roles == nullptr ? nullptr : roles->if_array();
  const json::value role(request.signed_in().role);
  if (list != nullptr && std::ranges::count(*list, role) != 0) return;
  throw Problem(
      ProblemCode::kForbidden,
      FieldError{"", "what-if-role", "", {"您当前的岗位不能做政策推演", "the office in use may not ask this"}});
}

json::object answer_json(const cases::WhatIfAnswer& answer) {
  json::array changed;
  for (const cases::WhatIfChange& change : answer.changed)
    changed.push_back({{"case_id", change.case_id},
                       {"number", change.number},
                       {"title", change.title},
                       {"action", change.action},
                       {"performed", change.performed},
                       {"at", text(change.at)},
                       {"rule", change.rule},
                       {"says", text_json(change.says)},
                       {"was", change.was},
                       {"would_be", change.would_be},
                       {"facts", change.facts}});
  return {{"checked", answer.checked}, {"more", answer.more}, {"changed", std::move(changed)}};
}

Response what_if(const CaseParts& parts, const Request& request) {
  require_role(*parts.packs->newest(), request);
  auto body = read<WhatIfBody>(request.json_body());
  const cases::WhatIf asked{std::move(body.procedure), std::move(body.parameters), body.from, body.to};
  return ok(answer_json(parts.db->reading([&](store::Tx& tx) {
    return cases::what_if(tx, *parts.engine, {request.caller, request.now}, asked);
  })));
}

Parameter version_parameter(std::string name, Text says) {
  Parameter out = query_parameter(std::move(name), string_schema(), std::move(says));
  out.required = true;
  return out;
}

json::object what_if_schema() {
  const json::object flag = {{"type", "boolean"}};
  json::object change = {{"case_id", string_schema()},
                         {"number", string_schema()},
                         {"title", string_schema()},
                         {"action", string_schema()},
                         {"performed", flag},
                         {"at", {{"type", "string"}, {"format", "date-time"}}},
                         {"rule", string_schema()},
                         {"says", text_schema()},
                         {"was", flag},
                         {"would_be", flag},
                         {"facts", {{"type", "string"}, {"enum", json::array{"as_of_act", "now"}}}}};
  return {{"type", "object"},
          {"properties",
           {{"checked", {{"type", "integer"}}},
            {"more", flag},
            {"changed", {{"type", "array"}, {"items", {{"type", "object"}, {"properties", std::move(change)}}}}}}},
          {"required", json::array{"checked", "more", "changed"}}};
}

}  // namespace

std::vector<Route> policy_history_routes(const CaseParts& parts) {
  auto list = describe("listPacks", "policy", {"保存的政策版本", "Versions of the policy that are kept"});
  list.response = list_schema(schema_of<VersionBody>());
  auto changes =
      describe("comparePacks", "policy", {"两个政策版本逐条比较", "What changed between two versions, by clause"});
  changes.parameters = {version_parameter("from", {"旧版本", "older version"}),
                        version_parameter("to", {"新版本", "newer version"})};
  changes.response = schema_of<DifferenceBody>();
  changes.problems = {ProblemCode::kNotFound};
  auto asking = describe(
      "askWhatIf", "policy",
      {"政策推演：若参数不同，过去的办件哪些条件结论会不同",
       "Which conditions of past cases would have come out otherwise with other parameters; nothing is changed"});
  asking.request = schema_of<WhatIfBody>();
  asking.response = what_if_schema();
  asking.problems = {ProblemCode::kNotFound};
  std::vector<Route> out;
  out.emplace_back(
      "GET", "/api/v1/policy/packs", Access::kPublic, ReadHandler{[parts](const Request& request, store::Tx& tx) {
        const auto kept = tx.all<KeptVersion>(
            "select version, pack, kept_at from pack_version order by kept_at desc, version limit ?",
            {kVersionsShownMax});
        json::array items;
        for (const KeptVersion& one : kept)
          items.push_back(
              write(VersionBody{one.version, one.pack, one.kept_at, one.version == parts.packs->newest()->version}));
        return ok_with_etag(request, json::object{{"items", std::move(items)}});
      }},
      std::move(list));
  out.emplace_back(
      "GET", "/api/v1/policy/diff", Access::kPublic,
      ReadHandler{[parts](const Request& request, store::Tx& tx) { return difference(parts, request, tx); }},
      std::move(changes));
  out.emplace_back("POST", "/api/v1/policy/what-if", Access::kOffice,
                   BlockingHandler{[parts](const Request& request) { return what_if(parts, request); }},
                   std::move(asking));
  return out;
}

}  // namespace gh::http
