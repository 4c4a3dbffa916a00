// What the hints are made of: a teller for each member of a form that its schema says too little about, by subject.
#pragma once
#include <initializer_list>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/json.h"
#include "simulation/hints.h"

namespace gh::simulation {

using Value = std::optional<json::value>;
using Teller = Value (*)(const Situation&);
// By "form/member", or "member" in any form; a list's item is "member[]".
using Tellers = std::map<std::string_view, Teller>;

const Tellers& registry_tellers();
const Tellers& grading_tellers();
const Tellers& transfer_tellers();
const Tellers& purchase_tellers();
const Tellers& office_tellers();

inline constexpr std::int64_t kYuan = 100;  // in fen

Value text_value(std::string text);
Value day_from_today(const Situation& at, int least, int most);
Value likely(const Situation& at, int percent);
// Nothing where there is no choice.
Value one_of(const Situation& at, const std::vector<std::string>& choices);

std::vector<std::string> ids_of(const Situation& at, std::string_view sql,
                                std::initializer_list<store::Value> values = {});
// One of the ids that the query finds; nothing where it finds none.
Value id_of(const Situation& at, std::string_view sql, std::initializer_list<store::Value> values = {});
Value organisation(const Situation& at, std::string_view kind);
Value any_association(const Situation& at);
// An association that stands in the caller's own register.
Value own_association(const Situation& at);
// An item that a case of the procedure has published, this department's where there is one.
Value item_of(const Situation& at, std::string_view procedure);

json::object case_form(const cases::CaseFile* file);
// The latest form of the action; empty where it wasn't performed.
json::object act_form(const cases::CaseFile* file, std::string_view action);

// Points for the leaves of a rubric as their rules allow, a little below the most.
json::object points(const Situation& at, const policy::Rubric& rubric, std::string_view unscored, int least_percent);

}  // namespace gh::simulation
