#include "cases/walk.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <ranges>

#include "cases/leaf.h"
#include "log/pending.h"
#include "log/reader.h"

namespace gh::cases {
namespace {

constexpr std::size_t kPageSize = 500;

// What the engine, or a module through it, writes into a case's history beside acts of people and of time; none of it
// moves the case.
constexpr std::array<std::string_view, 9> kRecords = {"upload",          "suspended",     "resumed",
                                                      "clock-warned",    "clock-overdue", "clock-recomputed",
                                                      "timer-recounted", "timer-refused", "fine-recounted"};

struct Objection {
  std::string what;
  std::string says;
};
using Judged = std::optional<Objection>;

bool moves(const Act& act) { return act.from_state != act.to_state; }

Judged not_allowed(std::string says) { return Objection{"not-allowed", std::move(says)}; }
Judged unless(bool good, const Act& act) {
  if (good) return {};
  return not_allowed(act.action + " does not lead to " + act.to_state);
}

// One case on its way through its procedure: could an act follow those before it? Asked without facts and conditions,
// which replay looks at.
class Course {
 public:
  Course(const policy::Pack& pack, const policy::Procedure& procedure) : pack_(pack), procedure_(procedure) {}

  // The acts in their order, each once; they must outlive the course.
  Judged take(const Act& act) {
    Judged out = judge(act);
    before_.push_back(&act);
    return out;
  }

 private:
  Judged judge(const Act& act) {
    if (act.kind == act_kind::kOpen) {
      if (!before_.empty()) return not_allowed("a case is opened once");
      if (act.to_state != procedure_.initial) return not_allowed("a case begins in " + procedure_.initial);
      return {};
    }
    if (!act.from_state) return {};  // the gap is a finding of its own
    if (act.kind == act_kind::kVerb) return judge_verb(act);
    if (act.kind == act_kind::kEngine) {
      if (std::ranges::find(kRecords, act.action) == kRecords.end()) return unknown(act);
      return unless(!moves(act), act);
    }
    return judge_action(act);
  }

  static Judged unknown(const Act& act) {
    return Objection{"unknown-action",
                     fmt::format("{} ({}) is nothing that is done in {}", act.action, act.kind, *act.from_state)};
  }

  const policy::State* state_of(const Act& act) const {
    const auto state = procedure_.states.find(*act.from_state);
    return state == procedure_.states.end() ? nullptr : &state->second;
  }

  Judged judge_action(const Act& act) {
    const policy::State* state = state_of(act);
    if (state == nullptr || !state->actions.contains(act.action)) return unknown(act);
    const policy::Action& action = state->actions.at(act.action);
    if (act.kind == act_kind::kSign) {
      const bool signs = state->signing && state->signing->action == act.action;
      if (!signs) return not_allowed("nobody signs " + act.action);
      return unless(!moves(act), act);
    }
    if (act.kind == act_kind::kTimer) {
      if (std::ranges::find(state->timers, act.action, &policy::TimerRule::action) == state->timers.end())
        return not_allowed(fmt::format("{} does not fall due in {}", act.action, state->id));
    } else if (act.kind != act_kind::kAction && act.kind != act_kind::kCaused) {
      return unknown(act);
    }
    const auto& ways = action.may_lead_to;
    if (ways.empty()) return unless(!moves(act), act);
    const bool leads = std::ranges::find(ways, act.to_state) != ways.end() || returns_straight(action, act);
    return_state_.reset();
    return unless(leads, act);
  }

  // Sent back "straight to me", the mended step returns to the one that sent it back, where it is left the way it was
  // left before, unless that ends the case.
  bool returns_straight(const policy::Action& action, const Act& act) const {
    if (act.kind != act_kind::kAction || return_state_ != act.to_state) return false;
    const auto ends = [this](const std::string& way) {
      const auto state = procedure_.states.find(way);
      return state == procedure_.states.end() || state->second.final;
    };
    if (std::ranges::all_of(action.may_lead_to, ends)) return false;
    bool sent_back = false;
    for (const Act* earlier : std::views::reverse(before_)) {
      if (!sent_back)
        sent_back = earlier->kind == act_kind::kVerb && earlier->action == "send-back";
      else if (is_of_procedure(*earlier) && moves(*earlier) && earlier->from_state == act.from_state)
        return earlier->action == act.action;
    }
    return false;
  }

  static bool is_of_procedure(const Act& act) {
    return act.from_state && act.kind != act_kind::kVerb && act.kind != act_kind::kEngine;
  }

  Judged judge_verb(const Act& act) {
    const auto& listed = procedure_.verbs;
    if (!pack_.verbs.contains(act.action) || (!listed.empty() && std::ranges::find(listed, act.action) == listed.end()))
      return unknown(act);
    const policy::State* state = state_of(act);
    if (state == nullptr) return unknown(act);
    if (state->final) return not_allowed(act.action + " in a case that is closed");
    if (act.action == "send-back") return judge_sending_back(act);
    if (act.action == "withdraw") return unless(takes_back(act), act);
    return unless(!moves(act), act);
  }

  Judged judge_sending_back(const Act& act) {
    const json::value form = parse_json(act.form);
    const auto* straight = at_or_null(form, "straight_back").if_bool();
    return_state_.reset();
    if (straight != nullptr && *straight) return_state_ = act.from_state;
    return unless(moves(act) && act.to_state == string_at(form, "to_state") && may_go_back_to(act.to_state), act);
  }

  // To where the case has been, past nothing that has had effects.
  bool may_go_back_to(const std::string& state) const {
    for (const Act* earlier : std::views::reverse(before_)) {
      if (had_effects(*earlier)) return false;
      if (earlier->from_state == state && moves(*earlier)) return true;
    }
    return false;
  }

  // The last act was the same office's own move, and had no effects.
  bool takes_back(const Act& act) const {
    if (before_.empty()) return false;
    const Act& last = *before_.back();
    return last.kind == act_kind::kAction && last.office_id == act.office_id && moves(last) && !had_effects(last) &&
           last.from_state == act.to_state;
  }

  bool had_effects(const Act& act) const {
    const policy::State* state = is_of_procedure(act) ? state_of(act) : nullptr;
    if (state == nullptr || !state->actions.contains(act.action)) return false;
    const auto& effects = state->actions.at(act.action).effects;
    if (act.kind != act_kind::kSign) return !effects.empty();
    return std::ranges::any_of(effects, &policy::EffectCall::each_signature);
  }

  const policy::Pack& pack_;
  const policy::Procedure& procedure_;
  std::vector<const Act*> before_;
  std::optional<std::string> return_state_;  // where "straight back" leads
};

class Walk {
 public:
  Walk(store::Tx& tx, Packs& packs, std::size_t findings_max) : tx_(tx), packs_(packs), max_(findings_max) {}

  std::vector<Finding> run() {
    Id after;
    while (findings_.size() < max_) {
      const auto page =
          tx_.all<CaseFile>("select * from case_file where id > ? order by id limit ?", {after, kPageSize});
      for (const CaseFile& file : page) {
        if (findings_.size() >= max_) break;
        walk_case(file);
      }
      if (page.size() < kPageSize) break;
      after = page.back().id;
    }
    return std::move(findings_);
  }

 private:
  void found(std::string what, const Act& act, std::string says) {
    findings_.push_back({std::move(what), act.case_id, act.id, std::move(says)});
  }

  void walk_case(const CaseFile& file) {
    const auto pack = packs_.of(tx_, file.pack_version);
    Course course(*pack, pack->procedure(file.procedure));
    std::string state;
    std::int64_t ordinal = 0;
    const auto acts = tx_.all<Act>("select * from act where case_id = ? order by ordinal", {file.id});
    for (const Act& act : acts) {
      if (act.ordinal != ++ordinal) found("ordinal-gap", act, fmt::format("expected act {} of the case", ordinal));
      if (ordinal == 1 ? act.kind != act_kind::kOpen : act.from_state != state)
        found("state-gap", act,
              fmt::format("starts in {} but the case was in {}", act.from_state.value_or("-"), state));
      if (const auto objection = course.take(act)) found(objection->what, act, objection->says);
      check_leaf(*pack, file, act);
      ordinal = act.ordinal;
      state = act.to_state;
    }
    if (state != file.state)
      findings_.push_back(
          {"wrong-state", file.id, "", fmt::format("acts lead to {}, the case says {}", state, file.state)});
  }

  void check_leaf(const policy::Pack& pack, const CaseFile& file, const Act& act) {
    const auto logged = log::leaf_of(tx_, act.id);
    const auto leaf = logged ? std::optional<std::string>(logged->leaf) : log::unpublished_leaf(tx_, act.id);
    if (!leaf) {
      found("no-leaf", act, "the act has no leaf in the log");
      return;
    }
    if (*leaf != leaf_of(pack, file, act)) found("leaf-differs", act, "the log says something else than the act");
  }

  store::Tx& tx_;
  Packs& packs_;
  std::size_t max_;
  std::vector<Finding> findings_;
};

}  // namespace

std::vector<Finding> verify_cases(store::Tx& tx, Packs& packs, std::size_t findings_max) {
  return Walk(tx, packs, findings_max).run();
}

}  // namespace gh::cases
