// Enrolling, registering and correcting through the engine.
#include "registry/credit_code.h"
#include "registry/names.h"
#include "registry/register_fixture.h"

namespace gh::registry {
namespace {

constexpr const char* kOtherCode = "51440300MJL1712376";

class Register : public OnRegister {};
INSTANTIATE_TEST_SUITE_P(Databases, Register, testing::ValuesIn(store::kDialects));

TEST_P(Register, ACompanyEnrolsUnderItsCreditCode) {
  const Id company = enrolled("示例瓷业有限公司", kCode);
  EXPECT_EQ(text_fact("registry.kind", {company}), "company");
  EXPECT_EQ(text_fact("registry.name", {company}), "示例瓷业有限公司");
  EXPECT_EQ(text_fact("registry.status", {company}), "active");
  EXPECT_EQ(text_fact("registry.credit_code", {company}), kCode);
  EXPECT_EQ(text_fact("registry.registered_on", {company}), "2026-09-21");
  EXPECT_EQ(text_fact("registry.authority_of", {company}), city->organisation);
}

TEST_P(Register, ACreditCodeWithAWrongCheckCharacterIsRefused) {
  EXPECT_EQ(
      does("enrolment",
           {{"kind", "company"}, {"name", "甲公司"}, {"credit_code", "51100000500009247E"}, {"division", "990000"}}),
      "invalid-form credit_code");
}

TEST_P(Register, ACreditCodeStandsInTheRegisterOnce) {
  enrolled("甲公司", kCode);
  EXPECT_EQ(
      does("enrolment", {{"kind", "evaluator"}, {"name", "乙机构"}, {"credit_code", kCode}, {"division", "990000"}}),
      "conflict credit_code_taken");
  EXPECT_TRUE(city->fact("registry.credit_code_taken", {kCode}).as_bool());
  EXPECT_FALSE(city->fact("registry.credit_code_taken", {kOtherCode}).as_bool());
}

TEST_P(Register, AnAssociationRegisteredBeforeCreditCodesGetsACertificateNumberInstead) {
  city->time.set(*parse_instant("2020-12-31T01:00:00Z"));
  const Id before = registered("示例市陶瓷行业协会");
  EXPECT_EQ(text_fact("registry.credit_code", {before}), "");
  EXPECT_EQ(text_fact("registry.certificate_number", {before}), "示社证〔2020〕0001号");
  city->time.set(*parse_instant("2021-01-01T01:00:00Z"));
  const Id after = registered("示例市家电行业协会");
  EXPECT_TRUE(is_credit_code(text_fact("registry.credit_code", {after})));
  EXPECT_EQ(text_fact("registry.certificate_number", {after}), "");
}

TEST_P(Register, AnAssociationIsRegisteredWithACreditCodeOfItsOwn) {
  const Id first = registered("示例市陶瓷行业协会");
  const Id second = registered("示例市家电行业协会");
  const std::string code = text_fact("registry.credit_code", {first});
  EXPECT_TRUE(is_credit_code(code)) << code;
  EXPECT_TRUE(code.starts_with("51990000MJT00001")) << code;
  EXPECT_TRUE(text_fact("registry.credit_code", {second}).starts_with("51990000MJT00002"));
  EXPECT_EQ(text_fact("registry.kind", {first}), "association");
  EXPECT_EQ(entry(first).association_kind, "trade_association");
  EXPECT_EQ(entry(first).funds_fen, 3'000'000);
}

TEST_P(Register, TheCreditCodeNamesTheDivisionOfTheRegistryThatGaveIt) {
  const Id without = registered("示例市甲县协会", {{"division", "990003"}});
  const Id with = registered("示例市乙区协会", {{"division", "990002"}});
  EXPECT_TRUE(text_fact("registry.credit_code", {without}).starts_with("51990000"));
  EXPECT_TRUE(text_fact("registry.credit_code", {with}).starts_with("51990002"));
  EXPECT_NE(text_fact("registry.authority_of", {with}), city->organisation);
}

TEST_P(Register, ACodeThatIsTakenAlreadyIsPassedOver) {
  const std::string first = *make_credit_code("990000", "MJT", 1);
  enrolled("持有旧码的单位", first);
  EXPECT_TRUE(text_fact("registry.credit_code", {registered("示例市陶瓷行业协会")}).starts_with("51990000MJT00002"));
}

TEST_P(Register, MembersThatAreEnrolledGoOnTheRollOnce) {
  const Id company = enrolled("甲公司", kCode);
  const json::object member{{"name", "甲公司"}, {"credit_code", kCode}};
  const Id association =
      registered("示例市陶瓷行业协会",
                 {{"members", json::array{member, json::object{{"name", "乙"}, {"credit_code", kOtherCode}}, member}}});
  EXPECT_EQ(city->fact("registry.members", {association}), 1);
  EXPECT_TRUE(city->fact("registry.is_member", {association, company}).as_bool());
}

TEST_P(Register, TheNumberOfTheLegalRepresentativeIsNotKept) {
  const Id association = registered("示例市陶瓷行业协会", {{"representative", "990000199001010017"}});
  EXPECT_EQ(entry(association).legal_representative_digest, identity_digest("990000199001010017"));
  EXPECT_TRUE(city->fact("registry.heads_another", {"990000199001010017"}).as_bool());
  EXPECT_FALSE(city->fact("registry.heads_another", {"990000199001010025"}).as_bool());
  EXPECT_FALSE(city->fact("registry.heads_another", {nullptr}).as_bool());
}

TEST_P(Register, NobodyHeadsTwoActiveAssociations) {
  const Id first = registered("示例市陶瓷行业协会", {{"representative", "x"}});
  EXPECT_EQ(does("registration", application("示例市家电行业协会", {{"representative", "x"}})),
            "conflict heads_another");
  set_status(first, entry_status::kDeregistered);
  EXPECT_EQ(does("registration", application("示例市家电行业协会", {{"representative", "x"}})), "done");
}

// 社会团体登记管理条例12: until the association is over its head heads no other.
TEST_P(Register, WhoHeadsASuspendedOrALiquidatingAssociationHeadsNoOther) {
  const Id first = registered("示例市陶瓷行业协会", {{"representative", "x"}});
  for (const auto& status : {entry_status::kSuspended, entry_status::kLiquidating}) {
    set_status(first, status);
    EXPECT_TRUE(city->fact("registry.heads_another", {"x"}).as_bool()) << status;
    EXPECT_EQ(does("registration", application("示例市家电行业协会", {{"representative", "x"}})),
              "conflict heads_another")
        << status;
  }
  set_status(first, entry_status::kRevoked);
  EXPECT_FALSE(city->fact("registry.heads_another", {"x"}).as_bool());
}

TEST_P(Register, ANameInForceIsRefusedHoweverItIsSpelled) {
  registered("示例市LED照明协会");
  EXPECT_EQ(does("registration", application("示例市 ＬＥＤ照明协会", {{"representative", "y"}})),
            "conflict name_conflict");
}

TEST_P(Register, AnotherRegistryMayHaveTheSameName) {
  registered("陶瓷行业协会");
  EXPECT_EQ(does("registration", application("陶瓷行业协会", {{"division", "990002"}, {"representative", "y"}})),
            "done");
}

TEST_P(Register, TheNameOfACompanyBarsNoAssociation) {
  enrolled("示例市陶瓷行业协会", kCode);
  EXPECT_EQ(does("registration", application("示例市陶瓷行业协会")), "done");
}

TEST_P(Register, AGivenUpNameRestsAYearARevokedOneThree) {
  const Id changed = registered("甲协会");
  const Id revoked = registered("乙协会");
  const Id ended = registered("丙协会");
  ASSERT_EQ(does("correction", {{"organisation", changed}, {"changes", {{"name", "丁协会"}}}}), "done");
  set_status(revoked, entry_status::kRevoked);
  set_status(ended, entry_status::kDeregistered);
  const auto conflicts = [&](const char* name) {
    return city->fact("registry.name_conflicts", {name, "990000", 12, 36}).as_int64();
  };
  city->at("2027-09-20T15:59:59Z");
  EXPECT_EQ(conflicts("甲协会"), 1);
  EXPECT_EQ(conflicts("丙协会"), 1);
  EXPECT_EQ(conflicts("丁协会"), 1);
  city->at("2027-09-20T16:00:00Z");  // the 21st begins
  EXPECT_EQ(conflicts("甲协会"), 0);
  EXPECT_EQ(conflicts("丙协会"), 0);
  EXPECT_EQ(conflicts("乙协会"), 1);
  EXPECT_EQ(conflicts("丁协会"), 1);
  city->at("2029-09-20T16:00:00Z");
  EXPECT_EQ(conflicts("乙协会"), 0);
}

TEST_P(Register, ACorrectionKeepsBothVersionsReadable) {
  const Id association = registered("示例市陶瓷行业协会");
  const Instant before = city->time.now();
  city->at("2026-10-08T01:00:00Z");
  ASSERT_EQ(does("correction",
                 {{"organisation", association},
                  {"changes", {{"name", "示例市建筑陶瓷行业协会"}, {"industry", "3851"}, {"address", "示例路一号"}}}}),
            "done");
  EXPECT_EQ(text_fact("registry.name", {association}), "示例市建筑陶瓷行业协会");
  EXPECT_EQ(entry(association).industry_group, "favoured");
  city->db->read([&](store::Tx& tx) {
    EXPECT_EQ(entry_at(tx, association, before)->name, "示例市陶瓷行业协会");
    EXPECT_EQ(entry_at(tx, association, city->time.now())->address, "示例路一号");
    EXPECT_FALSE(entry_at(tx, association, before - std::chrono::milliseconds{1}).has_value());
    EXPECT_EQ(versions_of(tx, association).size(), 2U);
  });
  EXPECT_EQ(made(), "");  // a correction makes no organisation
}

TEST_P(Register, ACorrectionThatChangesNothingIsRefused) {
  const Id association = registered("示例市陶瓷行业协会");
  EXPECT_EQ(does("correction", {{"organisation", association}, {"changes", {{"name", "示例市陶瓷行业协会"}}}}),
            "conflict nothing_changes");
  EXPECT_EQ(does("correction", {{"organisation", city->organisation}, {"changes", {{"name", "x"}}}}),
            "not-found no_entry");
}

TEST_P(Register, ACorrectionCannotTakeAnothersName) {
  registered("甲协会");
  const Id second = registered("乙协会");
  EXPECT_EQ(does("correction", {{"organisation", second}, {"changes", {{"name", "甲协会"}}}}),
            "conflict name_conflict");
  // Its own earlier name is free for itself.
  ASSERT_EQ(does("correction", {{"organisation", second}, {"changes", {{"name", "丙协会"}}}}), "done");
  EXPECT_EQ(does("correction", {{"organisation", second}, {"changes", {{"name", "乙协会"}}}}), "done");
}

TEST_P(Register, FactsOfNobodyAreAbsent) {
  EXPECT_EQ(text_fact("registry.kind", {""}), "");
  EXPECT_EQ(text_fact("registry.name", {nullptr}), "");
  EXPECT_EQ(text_fact("registry.industry", {city->organisation}), "");
  EXPECT_EQ(text_fact("registry.authority_of", {"x"}), "");
  EXPECT_EQ(text_fact("registry.registry_of", {"110000"}), "");
  EXPECT_EQ(text_fact("registry.registry_of", {"990003"}), city->organisation);
  EXPECT_FALSE(city->fact("registry.industry_exists", {"3070"}).as_bool());  // the pack has no such catalogue
  EXPECT_EQ(text_fact("registry.industry_group", {"3851"}), "favoured");
}

TEST_P(Register, CreditCodesHoldWhenEveryOneDoes) {
  const auto hold = [&](json::value list) {
    json::array arguments;
    arguments.push_back(std::move(list));
    return city->fact("registry.credit_codes_hold", arguments).as_bool();
  };
  const auto codes = [](std::initializer_list<const char*> texts) {
    json::array list;
    for (const char* text : texts) list.push_back(json::object{{"credit_code", text}});
    return list;
  };
  EXPECT_TRUE(hold(codes({kCode, kOtherCode})));
  EXPECT_FALSE(hold(codes({kCode, "51440300MJL18627XQ"})));
  EXPECT_FALSE(hold(codes({""})));
  EXPECT_TRUE(hold(json::array{}));
  EXPECT_TRUE(hold(json::object{}));
}

}  // namespace
}  // namespace gh::registry
