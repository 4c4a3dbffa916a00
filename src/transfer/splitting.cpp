// The rules of splitting.
#include "transfer/splitting.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

namespace gh::transfer {
namespace {

constexpr std::string_view kSplitting = "三(一)2";
constexpr std::string_view kEntrusting = "行政许可法24";

class Faults {
 public:
  void add(std::string_view field, std::string_view rule, std::string_view clause, Text says) {
    out.push_back({fmt::format("/form/parts{}", field), std::string(rule), std::string(clause), std::move(says)});
  }
  std::vector<FieldError> out;
};

bool has(const std::optional<std::string>& text) { return text && !text->empty(); }
bool leaves_the_state(Disposal disposal) { return disposal == Disposal::transfer || disposal == Disposal::buy; }

// 行政许可法13, 23, 24: cancelled for self-regulation, or given by a law itself; work that prepares a decision is
// support, the decision is not.
void check_licence(Faults& faults, const Part& part, const std::string& at) {
  if (part.kind != FunctionKind::licence || !part.disposal) return;
  if (leaves_the_state(*part.disposal)) {
    if (!part.legal_basis_type || *part.legal_basis_type == LegalBasisType::licence) {
      const std::pair<std::string_view, Text> missing[] = {
          {"行政许可法13", {"该许可未取消而交由行业自律", "the licence isn't cancelled in favour of self-regulation"}},
          {"行政许可法23",
           {"没有法律、法规授权该组织实施许可", "no law or regulation authorises an organisation to grant it"}},
          {"行政许可法24",
           {"许可只能委托其他行政机关，不得转移或购买",
            "a licence is entrusted to authorities only, never handed over or bought"}}};
      for (const auto& [clause, says] : missing) faults.add(at + "/legal_basis_type", "licence_blocked", clause, says);
    } else if (part.power == FunctionPower::decides &&
               *part.legal_basis_type == LegalBasisType::service_or_support_work) {
      faults.add(at + "/power", "decision_is_no_support", "行政许可法23",
                 {"作出许可决定不属于服务或辅助性工作，请把决定与提出意见拆开",
                  "to decide on a licence is no support work: split the decision from the opinion"});
    }
  }
  if (*part.disposal == Disposal::entrust && part.recipient_is_authority != true)
    faults.add(at + "/recipient_is_authority", "licence_to_authority", kEntrusting,
               {"行政许可只能委托其他行政机关", "a licence is entrusted to another authority only"});
}

void check_transfer(Faults& faults, const Part& part, const std::string& at) {
  if (part.disposal != Disposal::transfer) return;
  if (!part.legal_basis_type && part.kind != FunctionKind::licence)
    faults.add(at + "/legal_basis_type", "basis_type", "行政许可法13",
               {"转移事项须写明法律依据类型", "what is transferred names its kind of legal basis"});
  if (!part.competition_class)
    faults.add(at + "/competition_class", "competition_class", kSplitting,
               {"转移事项须写明竞争类别", "what is transferred names its competition class"});
  std::set<std::string> known;
  const auto& duties = part.duties;
  if (!duties || duties->empty())
    faults.add(at + "/duties", "duties", kSplitting,
               {"转移事项须写明承接职责", "what is transferred names the duties of its receiver"});
  else if (!std::ranges::all_of(*duties, [&](const Duty& duty) { return known.insert(duty.id).second; }))
    faults.add(at + "/duties", "distinct_duties", kSplitting, {"职责编号不重复", "no duty stands there twice"});
}

void check_disposal(Faults& faults, const Part& part, const std::string& at) {
  if (!part.can_move) {
    if (part.disposal)
      faults.add(at + "/disposal", "stays", kSplitting,
                 {"不能转出的部分不提处置意见", "what can't move has no disposal"});
    if (!has(part.stays_because))
      faults.add(at + "/stays_because", "stays_because", kSplitting,
                 {"不能转出的部分须说明理由", "what can't move says why"});
    return;
  }
  if (!part.disposal) {
    faults.add(at + "/disposal", "disposal_named", kSplitting,
               {"能转出的部分须提出一种处置方式", "what can move has one of the six disposals"});
    return;
  }
  for (const auto& [member, text] : {std::pair("/conditions", &part.conditions), std::pair("/risk", &part.risk),
                                     std::pair("/supervision", &part.supervision)})
    if (!has(*text))
      faults.add(at + member, "disposal_reasoned", kSplitting,
                 {"处置意见须附条件、风险和监管措施",
                  "a disposal comes with its conditions, its risk and how it is supervised"});
  if ((*part.disposal == Disposal::delegate || *part.disposal == Disposal::entrust) && !has(part.recipient))
    faults.add(at + "/recipient", "recipient_named", kSplitting,
               {"下放或委托须写明由谁承接", "what is delegated or entrusted names to whom"});
  check_licence(faults, part, at);
  check_transfer(faults, part, at);
}

void check_sums(Faults& faults, const Whole& whole, const std::vector<Part>& parts) {
  std::int64_t workload = 0;
  std::int64_t cost_fen = 0;
  for (const Part& part : parts) {
    workload += part.workload;
    cost_fen += part.cost_fen;
  }
  if (workload != whole.workload)
    faults.add("", "workload_adds_up", kSplitting,
               {"各部分工作量之和等于整项", "the parts' workload adds up to the whole's"});
  if (cost_fen != whole.cost_fen)
    faults.add("", "cost_adds_up", kSplitting, {"各部分成本之和等于整项", "the parts' cost adds up to the whole's"});
}

}  // namespace

std::vector<FieldError> faults_of(const Whole& whole, const std::vector<Part>& parts) {
  Faults faults;
  std::set<std::string> known;
  bool all_decide_alike = true;
  for (std::size_t place = 0; place < parts.size(); ++place) {
    const Part& part = parts[place];
    const std::string at = fmt::format("/{}", place);
    if (!known.insert(part.id).second)
      faults.add(at + "/id", "distinct_parts", kSplitting, {"部分编号不重复", "no part stands there twice"});
    if (part.power == FunctionPower::mixed)
      faults.add(at + "/power", "not_mixed", "行政许可法23",
                 {"每个部分或者作决定，或者提意见，不得混合", "a part decides or gives an opinion, never both"});
    all_decide_alike = all_decide_alike && part.power == parts.front().power;
    check_disposal(faults, part, at);
  }
  if (whole.power == FunctionPower::mixed && all_decide_alike)
    faults.add("", "mixed_is_split", "行政许可法23",
               {"既作决定又提意见的职能须拆分成不同部分",
                "a function that decides and gives opinions is split into parts that do either"});
  check_sums(faults, whole, parts);
  return std::move(faults.out);
}

}  // namespace gh::transfer
