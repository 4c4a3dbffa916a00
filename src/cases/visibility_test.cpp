// Who reads what: the office in use decides, sealed applications tell nobody who has applied, and lists follow the same
// rule as single cases.
#include "cases/visibility.h"

#include <cstdlib>

#include "cases/case_search.h"
#include "cases/engine_fixture.h"
#include "cases/steps.h"

namespace gh::cases {
namespace {

class VisibilityTest : public testing::Test {
 protected:
  VisibilityTest() : city(store::temporary_sqlite()) {}
  json::object view(const std::optional<identity::Caller>& caller, const Id& id) {
    return city.db->reading([&](store::Tx& tx) {
      const Reader reader{caller, city.time.now()};
      return case_view(tx, *city.packs, reader, read_case(tx, *city.packs, reader, id));
    });
  }
  std::size_t found(const std::optional<identity::Caller>& caller, const CaseSearch& search) {
    return city.db->reading([&](store::Tx& tx) {
      return search_cases(tx, *city.packs, {caller, city.time.now()}, search, {}, 50, "").at("items").as_array().size();
    });
  }
  bool reads(const identity::Caller& caller, const policy::Pack& pack, const Id& id) {
    return city.db->reading([&](store::Tx& tx) {
      const auto file = tx.one<CaseFile>("select * from case_file where id = ?", {id});
      return reading_of(tx, caller, *file, pack) == Reading::kFull;
    });
  }
  bool is_listed(const identity::Caller& caller, const policy::Pack& pack, const Id& id) {
    Predicate predicate = readable(caller, pack);
    predicate.values.insert(predicate.values.begin(), store::Value(id));
    bool found = false;
    city.db->read([&](store::Tx& tx) {
      tx.each("select c.id from case_file c where c.id = ? and " + predicate.sql, predicate.values,
              [&](const store::Row&) { found = true; });
    });
    return found;
  }
  Id bid() {
    return city.open(city.founder(), {{"opens_at", "2026-09-22T09:00:00.000Z"}, {"price_fen", 4800000}}, "bid").case_id;
  }
  City city;
};

TEST_F(VisibilityTest, ASealedBidTellsTheAuthorityNeitherWhoNorHowMuchUntilItIsOpened) {
  const Id id = bid();
  const auto before = view(city.registrar(), id);
  EXPECT_TRUE(before.at("sealed").as_bool());
  EXPECT_TRUE(before.at("form").as_object().empty());
  EXPECT_EQ(before.at("title"), "密封报价");
  city.at("2026-09-22T08:59:59.999Z");
  EXPECT_TRUE(view(city.registrar(), id).at("sealed").as_bool());
  city.at("2026-09-22T09:00:00.000Z");
  EXPECT_EQ(view(city.registrar(), id).at("form").at("price_fen"), 4800000);
}

TEST_F(VisibilityTest, AStateIsCalledByItsOwnLabelForApplicantsAndStrangersOrElseAsTheStaffCallIt) {
  const Id id = city.open(city.founder(), City::application()).case_id;
  EXPECT_EQ(view(city.founder(), id).at("state_title").at("zh"), "已提交");
  EXPECT_EQ(view(city.registrar(), id).at("state_title").at("zh"), "待受理");
  EXPECT_EQ(view({}, id).at("state_title").at("zh"), "待受理");
}

TEST_F(VisibilityTest, WhoMadeASealedBidReadsIt) {
  const Id id = bid();
  EXPECT_EQ(view(city.founder(), id).at("form").at("price_fen"), 4800000);
}

TEST_F(VisibilityTest, ASealedBidIsFoundByItsNumberOnly) {
  bid();
  EXPECT_EQ(found(city.registrar(), {"发起人的报价", "", "", "", "", ""}), 0U);
  EXPECT_EQ(found(city.registrar(), {"示价", "", "", "", "", ""}), 1U);
}

TEST_F(VisibilityTest, TheLogDoesNotNameWhoBidBeforeTheOpening) {
  bid();
  EXPECT_EQ(city.count("select count(*) from log_pending where leaf like '%" + *city.founder().office + "%'"), 0);
}

TEST_F(VisibilityTest, WhomAnInternalMatterIsAboutReadsItOnceHeIsAsked) {
  const Id about = new_id(city.time.now(), city.random);
  city.db->write([&](store::Tx& tx) {
    tx.execute(
        "insert into organisation (id, kind, name, name_en, division, parent_id, body_key, status, created_at, act_id) "
        "values (?, 'company', '示例公司', '', '990000', null, null, 'active', ?, null)",
        {about, city.time.now()});
  });
  identity::Caller clerk = city.as("clerk", "clerk");
  clerk.organisation = about;
  const Id id = city.open(city.registrar(), {{"reason", about}}, "inquiry").case_id;
  const auto& pack = *city.packs->newest();
  EXPECT_FALSE(reads(clerk, pack, id));
  EXPECT_FALSE(is_listed(clerk, pack, id));
  EXPECT_TRUE(reads(city.registrar(), pack, id));
  city.perform(city.registrar(), id, "ask");
  EXPECT_TRUE(reads(clerk, pack, id));
  EXPECT_TRUE(is_listed(clerk, pack, id));
  city.perform(clerk, id, "answer", {{"reason", "情况属实"}});
  EXPECT_TRUE(reads(clerk, pack, id));
}

TEST_F(VisibilityTest, AnInternalMatterExistsForItsOfficeOnly) {
  const Id id = city.open(city.registrar(), {{"reason", "草案"}}, "draft").case_id;
  EXPECT_EQ(refusal_of([&] { view({}, id); }), "not-found case");
  EXPECT_EQ(refusal_of([&] { view(city.founder(), id); }), "not-found case");
  EXPECT_EQ(refusal_of([&] { view(city.as("other", "registrar", "finance"), id); }), "not-found case");
  EXPECT_EQ(view(city.head(), id).at("id").as_string(), id);
  EXPECT_EQ(found({}, {"", "draft", "", "", "", ""}), 0U);
  EXPECT_EQ(found(city.head(), {"", "draft", "", "", "", ""}), 1U);
}

TEST_F(VisibilityTest, TheSupervisorOfTheDivisionReadsWhatTheDivisionDoes) {
  const Id id = city.open(city.registrar(), {{"reason", "草案"}}, "draft").case_id;
  EXPECT_EQ(view(city.as("supervisor", "supervisor", "supervision"), id).at("id").as_string(), id);
}

TEST_F(VisibilityTest, ADivisionCoversItselfAndThoseBelow) {
  EXPECT_EQ(division_prefix("440600"), "4406");
  EXPECT_EQ(division_prefix("440000"), "44");
  EXPECT_EQ(division_prefix("440604"), "440604");
  const Predicate city_wide = within_division("d.division", "440600");
  const auto covered = [&](const char* division) {
    return city.db->reading([&](store::Tx& tx) {
      return tx.integer(
          std::string("select count(*) from (select '") + division + "' as division) d where " + city_wide.sql,
          {city_wide.values.front()});
    });
  };
  EXPECT_EQ(covered("440600"), 1);
  EXPECT_EQ(covered("440604"), 1);
  EXPECT_EQ(covered("440700"), 0);
  EXPECT_EQ(covered("44"), 0);
}

TEST_F(VisibilityTest, ADepartmentReadsWhatItselfAndAllBelowItHandle) {
  policy::Pack pack = *city.packs->newest();
  pack.roles.at("registrar").sees = policy::Sight::kDepartment;
  const Id id = city.open(city.founder(), City::application()).case_id;
  const Id top = *city.registrar().organisation;
  Id above = top;
  for (const char* name : {"科", "股"}) {
    const Id below = new_id(city.time.now(), city.random);
    city.db->write([&](store::Tx& tx) {
      tx.execute(
          "insert into organisation (id, kind, name, name_en, division, parent_id, body_key, status, created_at, "
          "act_id) "
          "values (?, 'department', ?, '', '990000', ?, null, 'active', ?, null)",
          {below, name, above, city.time.now()});
      tx.execute("update case_file set authority_id = ? where id = ?", {below, id});
    });
    EXPECT_TRUE(reads(city.registrar(), pack, id)) << name;
    EXPECT_TRUE(is_listed(city.registrar(), pack, id)) << name;
    above = below;
  }
  EXPECT_FALSE(reads(city.as("other", "registrar", "finance"), pack, id));
  EXPECT_FALSE(is_listed(city.as("other", "registrar", "finance"), pack, id));
}

// A single case is mostly decided by its own row, without asking the database; lists ask it.
TEST_F(VisibilityTest, ASingleCaseFollowsTheSameRuleAsLists) {
  const std::vector<identity::Caller> callers = {city.founder(),
                                                 city.registrar(),
                                                 city.head(),
                                                 city.as("legal", "legal", "civil-affairs"),
                                                 city.as("supervisor", "supervisor", "supervision"),
                                                 city.as("other", "registrar", "finance"),
                                                 city.as("citizen", "citizen")};
  const std::vector<Id> cases = {bid(), city.open(city.founder(), City::application()).case_id,
                                 city.open(city.registrar(), {{"reason", "草案"}}, "draft").case_id};
  int decided = 0;
  for (const auto sight : {policy::Sight::kOwn, policy::Sight::kOrganisation, policy::Sight::kDepartment,
                           policy::Sight::kDivision, policy::Sight::kAll}) {
    policy::Pack pack = *city.packs->newest();
    for (auto& [id, role] : pack.roles) role.sees = sight;
    for (const auto& caller : callers) {
      for (const Id& id : cases) {
        EXPECT_EQ(reads(caller, pack, id), is_listed(caller, pack, id)) << caller.display_name << " " << id;
        decided += is_listed(caller, pack, id) ? 1 : -1;
      }
    }
  }
  EXPECT_LT(std::abs(decided), static_cast<int>(5 * callers.size() * cases.size()));
}

// Whoever reads one case mustn't pay for every step that the role ever had.
TEST_F(VisibilityTest, OneCaseIsReadByItsOwnRowsAlone) {
  const Predicate predicate = readable(city.registrar(), *city.packs->newest());
  std::vector<store::Value> values = {"any"};
  values.insert(values.end(), predicate.values.begin(), predicate.values.end());
  std::string plan;
  city.db->read([&](store::Tx& tx) {
    tx.each("explain query plan select c.id from case_file c where c.id = ? and " + predicate.sql, values,
            [&](const store::Row& row) { plan += std::string(row.string(row.find("detail"))) + "\n"; });
  });
  EXPECT_NE(plan.find("step_by_case"), std::string::npos) << plan;
  EXPECT_EQ(plan.find("step_by_role"), std::string::npos) << plan;
}

}  // namespace
}  // namespace gh::cases
