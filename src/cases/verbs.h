// The approval verbs that offices expect, once, for every procedure: 转办 委派 加签 减签 会签意见 退回 撤回 抄送 催办
// 认领 释放.
#pragma once
#include <vector>

#include "cases/performing.h"

namespace gh::cases {

// Performs the verb with `performing.input` as its form. Refusals: kForbidden (no step of one's own), kConflict.
void perform_verb(Performing& performing, const policy::Verb& verb);

// The same from a recorded act, and what else the engine records by itself (uploads).
void repeat_verb(Performing& performing, const Act& recorded);

// Adds the verbs the caller could use now to the list of actions.
void add_verbs(Performing& performing, const std::vector<Step>& steps, std::vector<ActionState>& out);

}  // namespace gh::cases
