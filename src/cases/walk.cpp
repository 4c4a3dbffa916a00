#include "cases/walk.h"

#include <fmt/format.h>

#include <algorithm>

#include "cases/leaf.h"
#include "log/pending.h"
#include "log/reader.h"

namespace gh::cases {
namespace {

constexpr std::size_t kPageSize = 500;

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
    const policy::Procedure& procedure = pack->procedure(file.procedure);
    std::string state;
    std::int64_t ordinal = 0;
    for (const Act& act : tx_.all<Act>("select * from act where case_id = ? order by ordinal", {file.id})) {
      if (act.ordinal != ++ordinal) found("ordinal-gap", act, fmt::format("expected act {} of the case", ordinal));
      if (ordinal == 1 ? act.kind != act_kind::kOpen : act.from_state != state)
        found("state-gap", act,
              fmt::format("starts in {} but the case was in {}", act.from_state.value_or("-"), state));
      check_move(procedure, act);
      check_leaf(*pack, file, act);
      ordinal = act.ordinal;
      state = act.to_state;
    }
    if (state != file.state)
      findings_.push_back(
          {"wrong-state", file.id, "", fmt::format("acts lead to {}, the case says {}", state, file.state)});
  }

  void check_move(const policy::Procedure& procedure, const Act& act) {
    if (act.kind == act_kind::kOpen) {
      if (act.to_state != procedure.initial) found("not-allowed", act, "a case begins in " + procedure.initial);
      return;
    }
    if (act.kind == act_kind::kVerb || act.kind == act_kind::kEngine || !act.from_state) return;
    const auto state = procedure.states.find(*act.from_state);
    if (state == procedure.states.end() || !state->second.actions.contains(act.action)) {
      found("unknown-action", act, act.action + " is no action of " + act.from_state.value_or("-"));
      return;
    }
    const policy::Action& action = state->second.actions.at(act.action);
    const auto& ways = action.may_lead_to;
    const bool stays = act.to_state == *act.from_state;
    // Sent back "straight to me", a step may return to whichever state it was sent back from.
    const bool known = procedure.states.contains(act.to_state);
    const bool leads = act.to_state == action.to || std::find(ways.begin(), ways.end(), act.to_state) != ways.end();
    if (!known || (!stays && !leads && !was_sent_back_straight(act)))
      found("not-allowed", act, act.action + " does not lead to " + act.to_state);
  }

  bool was_sent_back_straight(const Act& act) {
    const auto sent = tx_.integer(
        "select count(*) from act where case_id = ? and action = 'send-back' and ordinal < ? and from_state = ?",
        {act.case_id, act.ordinal, act.to_state});
    return sent.value_or(0) > 0;
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
