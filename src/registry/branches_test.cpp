// How a branch may be named (社会组织名称管理办法17, 18; 社会团体登记管理条例17).
#include "registry/branches.h"

#include <gtest/gtest.h>

namespace gh::registry {
namespace {

const std::string kAssociation = "佛山市示例陶瓷行业协会";
const std::vector<std::string> kForms = {"分会", "专业委员会", "工作委员会"};
const std::vector<std::string> kAll = {"分会", "专业委员会", "工作委员会", "代表处", "联络处"};
const std::vector<std::string> kRegional = {"禅城", "南海", "区", "市", "县"};

std::string fault(const std::string& name) { return branch_name_fault(kAssociation, name, kForms, kAll, kRegional); }

TEST(BranchNames, TheFullNameThenAFieldThenAForm) {
  EXPECT_EQ(fault(kAssociation + "釉料专业委员会"), "");
  EXPECT_EQ(fault(kAssociation + "青年企业家分会"), "");
}

TEST(BranchNames, WithoutTheFullNameItIsRefused) {
  EXPECT_EQ(fault("示例陶瓷行业协会釉料专业委员会"), "full_name");
  EXPECT_EQ(fault("釉料专业委员会"), "full_name");
}

TEST(BranchNames, AFormOfAnotherKindOrNoneIsRefused) {
  EXPECT_EQ(fault(kAssociation + "釉料代表处"), "form");
  EXPECT_EQ(fault(kAssociation + "釉料中心"), "form");
  EXPECT_EQ(fault(kAssociation), "form");
  EXPECT_EQ(fault(kAssociation + "分会"), "form") << "a branch of nothing";
}

TEST(BranchNames, ABranchOfABranchIsRefused) { EXPECT_EQ(fault(kAssociation + "釉料专业委员会色料分会"), "nested"); }

TEST(BranchNames, ARegionalBranchIsRefused) {
  EXPECT_EQ(fault(kAssociation + "南海分会"), "regional");
  EXPECT_EQ(fault(kAssociation + "广州市分会"), "regional");
}

TEST(BranchNames, TheAreaInTheAssociationsOwnNameDoesNotCount) {
  EXPECT_EQ(fault(kAssociation + "色料工作委员会"), "");
}

}  // namespace
}  // namespace gh::registry
