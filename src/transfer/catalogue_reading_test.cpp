#include "transfer/catalogue_reading.h"

#include <gtest/gtest.h>

namespace gh::transfer {
namespace {

ProposalView proposal(std::string department, Disposal disposal, ProposalState state, std::string item_state = "") {
  ProposalView out;
  out.department_id = department;
  out.department = "部门" + department;
  out.disposal = disposal;
  out.state = state;
  out.item_state = std::move(item_state);
  return out;
}

TEST(Statistics, CountByDisposalDepartmentAndStateTheHighestFirst) {
  const auto found = statistics_of({proposal("a", Disposal::cancel, ProposalState::published),
                                    proposal("b", Disposal::transfer, ProposalState::published, "open"),
                                    proposal("b", Disposal::transfer, ProposalState::published, "regular"),
                                    proposal("b", Disposal::buy, ProposalState::dropped)});
  EXPECT_EQ(found.total, 3);
  ASSERT_EQ(found.by_disposal.size(), 2u);
  EXPECT_EQ(found.by_disposal[0].key, "transfer");
  EXPECT_EQ(found.by_disposal[0].count, 2);
  EXPECT_EQ(found.by_department[0].title, "部门b");
  EXPECT_EQ(found.by_department[1].count, 1);
  EXPECT_EQ(found.by_state[0].count, 3);
  EXPECT_EQ(found.by_item_state.size(), 2u);
}

TEST(Statistics, OfNothingAreEmpty) {
  EXPECT_EQ(statistics_of({}).total, 0);
  EXPECT_TRUE(statistics_of({}).by_disposal.empty());
}

}  // namespace
}  // namespace gh::transfer
