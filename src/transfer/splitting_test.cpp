#include "transfer/splitting.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace gh::transfer {
namespace {

Part stays(std::string id, FunctionPower power = FunctionPower::decides) {
  Part part{std::move(id), "许可决定", FunctionKind::licence, power, 10, 100};
  part.stays_because = "由行政机关作出";
  return part;
}

Part moves(std::string id, Disposal disposal = Disposal::transfer) {
  Part part{std::move(id), "技术审查", FunctionKind::support_work, FunctionPower::gives_opinion, 10, 100};
  part.can_move = true;
  part.disposal = disposal;
  part.legal_basis_type = LegalBasisType::service_or_support_work;
  part.recipient = "区级部门";
  part.competition_class = CompetitionClass::moderate;
  part.duties = std::vector<Duty>{{"review", "组织审查"}};
  part.conditions = "条件公开";
  part.risk = "利害关系";
  part.supervision = "抽查";
  return part;
}

// "rule at /form/parts/…" of every fault; "" when there is none.
std::string faults(const std::vector<Part>& parts, FunctionPower power = FunctionPower::mixed) {
  Whole whole{power, 0, 0};
  for (const Part& part : parts) {
    whole.workload += part.workload;
    whole.cost_fen += part.cost_fen;
  }
  std::string out;
  for (const FieldError& fault : faults_of(whole, parts))
    out += (out.empty() ? "" : "; ") + fault.rule + " " + fault.field;
  return out;
}

TEST(Splitting, ADecisionThatStaysAndAReviewThatMovesMayStand) { EXPECT_EQ(faults({stays("a"), moves("b")}), ""); }

TEST(Splitting, ALicenceWithoutABasisIsBlockedWithTheThreeArticles) {
  Part licence = moves("a");
  licence.kind = FunctionKind::licence;
  for (const std::optional<LegalBasisType> none :
       {std::optional<LegalBasisType>(), std::optional(LegalBasisType::licence)}) {
    licence.legal_basis_type = none;
    const auto found = faults_of({FunctionPower::decides, 10, 100}, {licence});
    ASSERT_EQ(found.size(), 3u);
    EXPECT_EQ(found[0].clause, "行政许可法13");
    EXPECT_EQ(found[1].clause, "行政许可法23");
    EXPECT_EQ(found[2].clause, "行政许可法24");
    EXPECT_EQ(found[2].rule, "licence_blocked");
  }
  licence.disposal = Disposal::buy;
  EXPECT_EQ(faults({licence}, FunctionPower::decides).substr(0, 15), "licence_blocked");
}

TEST(Splitting, ALicenceMovesWhereItIsCancelledOrALawGivesIt) {
  Part licence = moves("a");
  licence.kind = FunctionKind::licence;
  licence.power = FunctionPower::decides;
  for (const LegalBasisType basis : {LegalBasisType::cancelled_self_regulation, LegalBasisType::authorised_by_law}) {
    licence.legal_basis_type = basis;
    EXPECT_EQ(faults({licence}, FunctionPower::decides), "");
  }
}

TEST(Splitting, DecidingOnALicenceIsNoSupportWorkPreparingItIs) {
  Part licence = moves("a");
  licence.kind = FunctionKind::licence;
  EXPECT_EQ(faults({licence}, FunctionPower::gives_opinion), "");
  licence.power = FunctionPower::decides;
  EXPECT_EQ(faults({licence}, FunctionPower::decides), "decision_is_no_support /form/parts/0/power");
}

TEST(Splitting, ALicenceIsEntrustedToAuthoritiesOnly) {
  Part licence = moves("a", Disposal::entrust);
  licence.kind = FunctionKind::licence;
  EXPECT_EQ(faults({licence}, FunctionPower::decides), "licence_to_authority /form/parts/0/recipient_is_authority");
  licence.recipient_is_authority = true;
  EXPECT_EQ(faults({licence}, FunctionPower::decides), "");
}

TEST(Splitting, WhatDecidesAndGivesOpinionsIsSplit) {
  EXPECT_EQ(faults({moves("a")}), "mixed_is_split /form/parts");
  EXPECT_EQ(faults({stays("a"), stays("b")}), "mixed_is_split /form/parts");
  EXPECT_EQ(faults({moves("a")}, FunctionPower::gives_opinion), "");
  EXPECT_EQ(faults({stays("a", FunctionPower::mixed), moves("b")}), "not_mixed /form/parts/0/power");
}

TEST(Splitting, PartsAddUpToTheWhole) {
  const std::vector<Part> parts = {stays("a"), moves("b")};
  const auto more = faults_of({FunctionPower::mixed, 21, 200}, parts);
  ASSERT_EQ(more.size(), 1u);
  EXPECT_EQ(more[0].rule, "workload_adds_up");
  const auto less = faults_of({FunctionPower::mixed, 20, 199}, parts);
  ASSERT_EQ(less.size(), 1u);
  EXPECT_EQ(less[0].rule, "cost_adds_up");
}

TEST(Splitting, WhatStaysSaysWhyAndHasNoDisposal) {
  Part part = stays("a");
  part.stays_because.reset();
  part.disposal = Disposal::cancel;
  EXPECT_EQ(faults({part, moves("b")}), "stays /form/parts/0/disposal; stays_because /form/parts/0/stays_because");
}

TEST(Splitting, WhatMovesIsReasonedAndTransferredOnTerms) {
  Part part = moves("b");
  part.disposal.reset();
  EXPECT_EQ(faults({stays("a"), part}), "disposal_named /form/parts/1/disposal");
  part = moves("b");
  part.risk.reset();
  part.legal_basis_type.reset();
  part.competition_class.reset();
  part.duties.reset();
  EXPECT_EQ(faults({stays("a"), part}),
            "disposal_reasoned /form/parts/1/risk; basis_type /form/parts/1/legal_basis_type; competition_class "
            "/form/parts/1/competition_class; duties /form/parts/1/duties");
  part = moves("b");
  part.duties->push_back({"review", "又一次"});
  EXPECT_EQ(faults({stays("a"), part}), "distinct_duties /form/parts/1/duties");
  part = moves("a", Disposal::delegate);
  part.recipient.reset();
  EXPECT_EQ(faults({stays("a"), part}), "distinct_parts /form/parts/1/id; recipient_named /form/parts/1/recipient");
}

}  // namespace
}  // namespace gh::transfer
