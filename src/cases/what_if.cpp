#include "cases/what_if.h"

#include <algorithm>

#include "base/assert.h"
#include "cases/case_search.h"
#include "cases/performing.h"
#include "policy/expression_syntax.h"
#include "policy/wordings.h"

namespace gh::cases {
namespace {

[[noreturn]] void refuse(const std::string& path, std::string rule, Text says) {
  throw Problem(ProblemCode::kInvalidForm,
                FieldError{"/parameters/" + pointer_token(path), std::move(rule), "", std::move(says)});
}

// The member of a parameter's value that the rest of a path names; nullptr where there is none.
json::value* member_at(json::value& value, std::string_view path) {
  json::value* at = &value;
  while (!path.empty()) {
    const std::size_t dot = path.find('.');
    auto* object = at->if_object();
    at = object == nullptr ? nullptr : object->if_contains(path.substr(0, dot));
    if (at == nullptr) return nullptr;
    path = dot == std::string_view::npos ? std::string_view() : path.substr(dot + 1);
  }
  return at;
}

// In every value that the parameter ever had.
void put(policy::Pack& pack, const std::string& path, const json::value& becomes) {
  const std::size_t dot = path.find('.');
  const auto parameter = pack.parameters.find(path.substr(0, dot));
  const std::string_view rest = dot == std::string::npos ? std::string_view() : std::string_view(path).substr(dot + 1);
  bool found = false;
  if (parameter != pack.parameters.end()) {
    for (policy::DatedValue& dated : parameter->second.values) {
      json::value* member = member_at(dated.value, rest);
      if (member == nullptr) continue;
      if (member->kind() != becomes.kind())
        refuse(path, "type", {"取值类型与参数不同", "the parameter is of another type"});
      *member = becomes;
      found = true;
    }
  }
  if (!found) refuse(path, "unknown-parameter", {"没有这个参数", "there is no such parameter"});
}

// The pack a case runs under, and the same with the other numbers.
struct BothPacks {
  std::shared_ptr<const policy::Pack> as_was;
  std::shared_ptr<const policy::Pack> otherwise;
};

// One case while its acts are gone through again.
class Walk {
 public:
  Walk(store::Tx& tx, const Engine& engine, const BothPacks& packs, CaseFile file, WhatIfAnswer& answer)
      : tx_(tx),
        engine_(engine),
        packs_(packs),
        file_(std::move(file)),
        answer_(answer),
        procedure_(packs.as_was->procedure(file_.procedure)) {
    file_.state = procedure_.initial;
    file_.entered_at = file_.opened_at;
    file_.version = 0;
    file_.suspended_at.reset();
    if (!file_.parent_id) return;
    const auto parent = tx.one<CaseFile>("select * from case_file where id = ?", {*file_.parent_id});
    GH_ASSERT(parent.has_value());
    parent_ = case_object(*parent, *packs.as_was);
    parent_["form"] = parse_json(parent->form);
    parent_["acts"] = parse_json(parent->acts);
    parent_rules_day_ = rules_day_of(tx, engine.packs(), *parent);
  }

  void run() {
    for (const Act& act : tx_.all<Act>("select * from act where case_id = ? order by ordinal", {file_.id})) {
      act_ = &act;
      input_ = parse_json(act.form).as_object();
      if (act.kind == act_kind::kOpen) {
        form_ = input_;
        judge("open", procedure_.conditions, true);
      } else if (const policy::State* state = state_of(act)) {
        step(act, *state);
      }
      file_.version = act.case_version;
      if (!act.from_state || *act.from_state != act.to_state) file_.entered_at = act.effective_at;
      file_.state = act.to_state;
    }
  }

 private:
  // The state in which an action of the procedure was performed; nullptr for verbs and the engine's own acts.
  const policy::State* state_of(const Act& act) const {
    if (!act.from_state || (act.kind != act_kind::kAction && act.kind != act_kind::kSign)) return nullptr;
    const auto state = procedure_.states.find(*act.from_state);
    return state == procedure_.states.end() || !state->second.actions.contains(act.action) ? nullptr : &state->second;
  }

  void step(const Act& act, const policy::State& state) {
    for (const auto& id : state.action_order) {
      const policy::Action& action = state.actions.at(id);
      const bool performed = id == act.action;
      // What else could have been done is asked where the step was left.
      if (performed || act.to_state != *act.from_state) judge(id, action.conditions, performed);
    }
    const policy::Action& done = state.actions.at(act.action);
    if (done.amends)
      form_ = input_;
    else if (!done.form.empty())
      acts_[done.id] = input_;
  }

  void judge(const std::string& action, const std::vector<policy::Condition>& conditions, bool performed) {
    for (const policy::Condition& condition : conditions) {
      if (!performed && looks_at_act(condition.check)) continue;
      asked_ = false;
      const auto was = holds(condition.check, *packs_.as_was);
      const auto would_be = holds(condition.check, *packs_.otherwise);
      if (!was || !would_be || *was == *would_be) continue;
      if (answer_.changed.size() >= kWhatIfChangesMax) {
        answer_.more = true;
        return;
      }
      answer_.changed.push_back({file_.id, file_.number, file_.title, action, performed, act_->effective_at,
                                 condition.rule, policy::worded(condition.says, *packs_.as_was, rules_day()), *was,
                                 *would_be, asked_ ? "now" : "as_of_act"});
    }
  }

  static bool looks_at_act(const std::string& check) {
    std::vector<std::string> names;
    policy::syntax_fault(check, &names);
    return std::ranges::any_of(names,
                               [](const std::string& name) { return name == "act" || name.starts_with("act."); });
  }

  // The day whose parameters the case goes by.
  Day rules_day() const {
    if (procedure_.parent_rules && file_.parent_id) return parent_rules_day_;
    return local_day(file_.opened_at, packs_.as_was->utc_offset);
  }

  // Nothing where it can't be told: what the condition looks at wasn't there then.
  std::optional<bool> holds(const std::string& check, const policy::Pack& pack) {
    const json::object case_view = case_object(file_, pack);
    json::object actor{{"office", act_->office_id}, {"account", act_->account_id}, {"role", act_->role}};
    if (act_->organisation_id) actor["organisation"] = *act_->organisation_id;
    policy::Scope scope;
    scope.form = &form_;
    scope.act = &input_;
    scope.acts = &acts_;
    scope.case_file = &case_view;
    if (file_.parent_id) {
      scope.parent = &parent_;
      asked_ = asked_ || check.find("parent") != std::string::npos;
    }
    scope.applicant = file_.applicant_id.value_or("");
    scope.subject = file_.subject_id.value_or("");
    scope.authority = file_.authority_id.value_or("");
    scope.actor = &actor;
    scope.now = act_->effective_at;
    scope.today = local_day(scope.now, pack.utc_offset);
    scope.params_on = rules_day();
    scope.pack = &pack;
    scope.ask = [&](std::string_view fact, const json::array& arguments) { return ask(pack, scope, fact, arguments); };
    try {
      return engine_.conditions().holds(check, scope);
    } catch (const std::exception&) {
      return {};
    }
  }

  json::value ask(const policy::Pack& pack, const policy::Scope& scope, std::string_view name,
                  const json::array& arguments) {
    asked_ = true;
    const Fact* fact = engine_.offer().find_fact(name);
    GH_ASSERT(fact != nullptr);
    const auto calendar = engine_.packs().calendar(tx_);
    return (*fact)(FactContext{tx_, pack, &file_, scope.now, scope.today, &scope.ask, calendar.get()}, arguments);
  }

  store::Tx& tx_;
  const Engine& engine_;
  const BothPacks& packs_;
  CaseFile file_;  // as it stood before the act at hand
  WhatIfAnswer& answer_;
  const policy::Procedure& procedure_;
  json::object parent_;
  Day parent_rules_day_{};
  json::object form_;
  json::object acts_;
  json::object input_;
  const Act* act_ = nullptr;
  bool asked_ = false;
};

std::vector<CaseFile> cases_asked_about(store::Tx& tx, Packs& packs, const Reader& reader, const WhatIf& asked) {
  CaseSearch search;
  search.procedure = asked.procedure;
  search.opened_from = asked.from;
  search.opened_to = asked.to;
  Predicate found = cases_found(tx, packs, reader, search);
  found.values.emplace_back(kWhatIfCasesMax + 1);
  return tx.all<CaseFile>(
      "select c.* from case_file c where " + found.sql + " order by c.opened_at desc, c.id desc limit ?", found.values);
}

}  // namespace

WhatIfAnswer what_if(store::Tx& tx, const Engine& engine, const Reader& reader, const WhatIf& asked) {
  Packs& packs = engine.packs();
  const auto newest = packs.newest();
  newest->procedure(asked.procedure);
  if (asked.parameters.size() > kWhatIfParametersMax) refuse("", "too-many", {"参数过多", "too many parameters"});
  const auto changed = [&](const policy::Pack& pack) {
    auto out = std::make_shared<policy::Pack>(pack);
    for (const auto& [path, value] : asked.parameters) put(*out, path, value);
    return out;
  };
  std::map<std::string, BothPacks> by_version{{newest->version, {newest, changed(*newest)}}};
  WhatIfAnswer out;
  auto files = cases_asked_about(tx, packs, reader, asked);
  out.more = files.size() > kWhatIfCasesMax;
  if (out.more) files.pop_back();
  for (CaseFile& file : files) {
    const std::string version = file.pack_version;
    if (!by_version.contains(version)) {
      const auto pack = packs.of(tx, version);
      by_version.emplace(version, BothPacks{pack, changed(*pack)});
    }
    const BothPacks& both = by_version.at(version);
    if (sealed_from(reader.caller, file, reader.now) ||
        reading_of(tx, reader.caller, file, *both.as_was) != Reading::kFull)
      continue;
    ++out.checked;
    Walk(tx, engine, both, std::move(file), out).run();
  }
  return out;
}

}  // namespace gh::cases
