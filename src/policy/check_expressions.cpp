// Checks every expression of a pack: that it parses, and that the names in it are known.
#include <algorithm>
#include <boost/json/object.hpp>

#include "policy/checks.h"
#include "policy/conditions.h"
#include "policy/expression_syntax.h"
#include "policy/form_members.h"
#include "policy/lua_state.h"

namespace gh::policy {
namespace {

using Path = std::vector<std::string>;

constexpr std::string_view kCaseMembers[] = {
    "id",        "number",     "procedure",  "state",     "division",  "title",     "version", "opened_at",
    "opened_on", "entered_at", "entered_on", "suspended", "authority", "applicant", "subject", "parent"};
constexpr std::string_view kScopeNames[] = {"form",      "act",     "acts",      "case",  "parent", "params",
                                            "applicant", "subject", "authority", "actor", "now",    "today"};
constexpr std::string_view kActorMembers[] = {"office", "account", "role", "organisation"};

template <std::size_t N>
bool among(const std::string_view (&names)[N], const std::string& name) {
  return std::find(std::begin(names), std::end(names), name) != std::end(names);
}

Path split(const std::string& name) {
  Path out;
  for (std::size_t begin = 0; begin <= name.size();) {
    const std::size_t end = std::min(name.find('.', begin), name.size());
    out.push_back(name.substr(begin, end - begin));
    begin = end + 1;
  }
  return out;
}

bool is_function(const std::string& name) {
  for (const LuaFunction* known = kPureFunctions; known->name != nullptr; ++known)
    if (name == known->name) return true;
  return false;
}

class ExpressionCheck {
 public:
  ExpressionCheck(Draft& draft, const Offered& offered) : draft_(draft), offered_(offered) {
    for (const std::string& fact : offered.facts) modules_.insert(fact.substr(0, fact.find('.')));
    for (const auto& [id, form] : draft.pack.forms) members_.emplace(id, members_of(form->schema()));
  }

  void run(const Expression& expression) {
    at_hand_ = &expression;
    std::vector<std::string> names;
    const std::string trouble = parser_.fault(expression.text, &names);
    if (!trouble.empty()) return fault("condition-syntax", trouble);
    for (const std::string& name : names) check_name(split(name));
  }

  // A field stands in the form of the act at hand or in the case's.
  void run(const FieldPointer& field) {
    constexpr std::string_view kForm = "/form/";
    if (!field.pointer.starts_with('/'))
      return draft_.fault(field.place, "wrong-type", "a field is a JSON pointer into what is sent: /form/members");
    if (!field.pointer.starts_with(kForm)) return;
    std::vector<std::string> forms = case_forms(field.procedure);
    forms.push_back(field.act_form);
    const std::string_view inside = std::string_view(field.pointer).substr(kForm.size() - 1);
    const bool known = std::any_of(forms.begin(), forms.end(), [&](const std::string& form) {
      const auto members = members_.find(form);
      // A form with faults of its own is reported there.
      return members == members_.end() ? draft_.form_places.contains(form)
                                       : member_at(members->second, inside).member != nullptr;
    });
    if (!known) draft_.fault(field.place, "unknown-field", "no form has the field '" + field.pointer + "'");
  }

 private:
  void fault(const char* kind, const std::string& says) {
    draft_.fault(at_hand_->place, kind, says + ", in: " + at_hand_->text);
  }

  void check_name(const Path& path) {
    const std::string& first = path.front();
    if (first == "form") return check_form_path(case_forms(at_hand_->procedure), path, 1);
    if (first == "act") return check_form_path(act_forms(), path, 1);
    if (first == "acts") return check_acts(at_hand_->procedure, path, 1);
    if (first == "case") return check_case(path, 1, false);
    if (first == "parent") return check_case(path, 1, true);
    if (first == "params") return check_parameter(path);
    if (first == "actor") {
      if (path.size() > 1 && !among(kActorMembers, path[1])) fault("unknown-name", "actor has no '" + path[1] + "'");
      return;
    }
    for (const char* plain : {"applicant", "subject", "authority", "now", "today"}) {
      if (first != plain) continue;
      if (path.size() > 1) fault("unknown-name", "'" + first + "' has no members");
      return;
    }
    if (path.size() > 1 || !is_function(first)) check_fact(path);
  }

  void check_fact(const Path& path) {
    if (!modules_.contains(path.front())) return fault("unknown-name", "nothing is called '" + path.front() + "'");
    const std::string name = path.size() < 2 ? path.front() : path[0] + "." + path[1];
    if (!offered_.facts.contains(name)) fault("unknown-fact", "no module offers the fact '" + name + "'");
  }

  void check_parameter(const Path& path) {
    if (path.size() < 2) return fault("unknown-parameter", "the parameter's name must be written out: params.name");
    const auto found = draft_.pack.parameters.find(path[1]);
    if (found == draft_.pack.parameters.end())
      return fault("unknown-parameter", "parameters.yaml has no '" + path[1] + "'");
    if (path.size() < 3) return;
    const auto& values = found->second.values;
    const bool everywhere = std::all_of(values.begin(), values.end(), [&](const DatedValue& value) {
      return value.value.is_object() && value.value.get_object().contains(path[2]);
    });
    if (!everywhere) fault("unknown-parameter", "not every value of '" + path[1] + "' has a '" + path[2] + "'");
  }

  void check_case(const Path& path, std::size_t at, bool parent) {
    if (path.size() <= at) return;
    if (among(kCaseMembers, path[at])) return;
    if (!parent || (path[at] != "form" && path[at] != "acts"))
      return fault("unknown-name", std::string(parent ? "parent" : "case") + " has no '" + path[at] + "'");
    if (path[at] == "form") {
      std::vector<std::string> forms;
      for (const std::string& procedure : parents(at_hand_->procedure)) {
        const std::vector<std::string> more = case_forms(procedure);
        forms.insert(forms.end(), more.begin(), more.end());
      }
      return check_form_path(forms, path, at + 1);
    }
    const std::vector<std::string> all = parents(at_hand_->procedure);
    if (path.size() <= at + 1 || all.empty()) return;
    // A member of any parent will do: the expression asks which one it is.
    const bool known = std::any_of(all.begin(), all.end(),
                                   [&](const std::string& procedure) { return has_action(procedure, path[at + 1]); });
    if (!known) fault("unknown-action", "no parent has the action '" + path[at + 1] + "'");
  }

  void check_acts(const std::string& procedure, const Path& path, std::size_t at) {
    if (path.size() <= at) return;
    if (!has_action(procedure, path[at])) return fault("unknown-action", "there is no action '" + path[at] + "'");
    std::vector<std::string> forms;
    for (const auto& [id, state] : draft_.pack.procedures.at(procedure).states) {
      const auto action = state.actions.find(path[at]);
      if (action != state.actions.end()) forms.push_back(action->second.form);
    }
    check_form_path(forms, path, at + 1);
  }

  // The rest of the path must be known to one of the forms.
  void check_form_path(const std::vector<std::string>& forms, const Path& path, std::size_t at) {
    if (path.size() <= at) return;
    bool any_known = false;
    for (const std::string& form : forms) {
      const auto members = members_.find(form);
      // A form with faults of its own is reported there.
      if (members == members_.end() && draft_.form_places.contains(form)) return;
      any_known = any_known || (members != members_.end() && leads_somewhere(members->second, path, at));
    }
    if (!any_known) {
      std::string whole;
      for (const std::string& part : path) whole += (whole.empty() ? "" : ".") + part;
      fault("unknown-field", "no form has the field '" + whole + "'");
    }
  }

  static bool leads_somewhere(const FormMember& root, const Path& path, std::size_t at) {
    const FormMember* member = &root;
    for (; at < path.size(); ++at) {
      const auto next = member->members.find(path[at]);
      if (next != member->members.end()) {
        member = &next->second;
      } else if (member->others) {
        member = member->others.get();
      } else {
        return false;
      }
    }
    return true;
  }

  std::vector<std::string> parents(const std::string& procedure) const {
    const auto found = draft_.pack.procedures.find(procedure);
    return found == draft_.pack.procedures.end() ? std::vector<std::string>() : parents_of(found->second);
  }

  bool has_action(const std::string& procedure, const std::string& action) const {
    const auto found = draft_.pack.procedures.find(procedure);
    if (found == draft_.pack.procedures.end()) return false;
    const auto& states = found->second.states;
    return std::any_of(states.begin(), states.end(),
                       [&](const auto& state) { return state.second.actions.contains(action); });
  }

  // The forms that a case of the procedure can have: its own, and those that amend it.
  std::vector<std::string> case_forms(const std::string& procedure) const {
    const auto found = draft_.pack.procedures.find(procedure);
    if (found == draft_.pack.procedures.end()) return {};
    std::vector<std::string> out = {found->second.form};
    for (const auto& [id, state] : found->second.states)
      for (const auto& [action_id, action] : state.actions)
        if (action.amends) out.push_back(action.form);
    return out;
  }

  // Outside an action (a clock, a timer) there is no act, and its name gives nil.
  std::vector<std::string> act_forms() const { return {at_hand_->act_form}; }

  Draft& draft_;
  const Offered& offered_;
  const Expression* at_hand_ = nullptr;
  std::set<std::string> modules_;
  std::map<std::string, FormMember> members_;
  ExpressionParser parser_;
};

}  // namespace

void check_expressions(Draft& draft, const Offered& offered) {
  ExpressionCheck check(draft, offered);
  for (const Expression& expression : draft.expressions) check.run(expression);
  for (const FieldPointer& field : draft.fields) check.run(field);
}

std::set<std::string> facts_called(const Draft& draft) {
  std::set<std::string> out;
  for (const Expression& expression : draft.expressions) {
    std::vector<std::string> names;
    syntax_fault(expression.text, &names);
    for (const std::string& name : names) {
      const Path path = split(name);
      if (path.size() > 1 && !among(kScopeNames, path[0])) out.insert(path[0] + "." + path[1]);
    }
  }
  return out;
}

}  // namespace gh::policy
