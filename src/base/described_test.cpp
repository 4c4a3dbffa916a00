// Reading and writing described structs: every fault is named by its place and rule.
#include "base/described.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <boost/describe/enum.hpp>
#include <set>

namespace gh {
namespace {

enum class Kind { association, chamber };
BOOST_DESCRIBE_ENUM(Kind, association, chamber)

struct Officer {
  std::string title;
  std::optional<Day> since;
  bool operator==(const Officer&) const = default;
};
BOOST_DESCRIBE_STRUCT(Officer, (), (title, since))

struct Filing {
  Kind kind{};
  std::string name;
  bool public_notice = false;
  int members = 0;
  std::uint8_t floors = 0;
  std::uint64_t serial = 0;
  Instant filed_at;
  std::vector<Officer> officers;
  std::vector<bool> votes;
  std::map<std::string, std::int64_t> dues_fen;
  std::optional<std::vector<Officer>> former;
  json::value remarks;
  bool operator==(const Filing&) const = default;
};
BOOST_DESCRIBE_STRUCT(Filing, (),
                      (kind, name, public_notice, members, floors, serial, filed_at, officers, votes, dues_fen, former,
                       remarks))

constexpr const char* kFiling = R"({
  "kind": "chamber", "name": "陶瓷行业协会", "public_notice": true, "members": 30, "floors": 2, "serial": 7,
  "filed_at": "2026-09-21T08:00:00+08:00", "officers": [{"title": "会长", "since": "2020-01-01"}, {"title": "秘书长"}],
  "votes": [true, false], "dues_fen": {"2025": 100, "a/b": -5}, "remarks": {"free": [1]}})";

// What is wrong with the filing once `key` holds `value`: "pointer rule" of each fault.
std::set<std::string> faults_with(const char* key, std::string_view value) {
  json::value filing = parse_json(kFiling);
  filing.as_object()[key] = parse_json(value);
  std::set<std::string> out;
  try {
    read<Filing>(filing);
  } catch (const Problem& problem) {
    EXPECT_EQ(problem.code(), ProblemCode::kInvalidForm);
    for (const FieldError& error : problem.errors()) {
      EXPECT_FALSE(error.says.zh.empty());
      EXPECT_FALSE(error.says.en.empty());
      out.insert(error.field + " " + error.rule);
    }
  }
  return out;
}

using Faults = std::set<std::string>;

TEST(ADescribedStruct, ReadsEveryMember) {
  const auto filing = read<Filing>(parse_json(kFiling));
  EXPECT_EQ(filing.kind, Kind::chamber);
  EXPECT_EQ(filing.name, "陶瓷行业协会");
  EXPECT_TRUE(filing.public_notice);
  EXPECT_EQ(filing.members, 30);
  EXPECT_EQ(filing.floors, 2);
  EXPECT_EQ(filing.serial, 7U);
  EXPECT_EQ(text(filing.filed_at), "2026-09-21T00:00:00.000Z");
  ASSERT_EQ(filing.officers.size(), 2U);
  EXPECT_EQ(filing.officers[0].since, day_of(2020, 1, 1));
  EXPECT_EQ(filing.officers[1].since, std::nullopt);
  EXPECT_EQ(filing.votes, (std::vector<bool>{true, false}));
  EXPECT_EQ(filing.dues_fen.at("a/b"), -5);
  EXPECT_EQ(filing.former, std::nullopt);
  EXPECT_EQ(filing.remarks.at("free").at(0), 1);
}

TEST(ADescribedStruct, WrittenAndReadIsTheSame) {
  auto filing = read<Filing>(parse_json(kFiling));
  EXPECT_EQ(read<Filing>(write(filing)), filing);
  filing.former = std::vector<Officer>{{"名誉会长", std::nullopt}};
  EXPECT_EQ(read<Filing>(write(filing)), filing);
  EXPECT_FALSE(write(filing).at("officers").at(1).as_object().contains("since"));
  EXPECT_EQ(write(filing).at("kind"), "chamber");
}

TEST(ADescribedStruct, TakesNullForAnAbsentOptional) { EXPECT_EQ(faults_with("former", "null"), Faults{}); }

TEST(ADescribedStruct, NamesEveryMissingMember) {
  try {
    read<Officer>(parse_json("{}"));
    FAIL() << "was taken";
  } catch (const Problem& problem) {
    ASSERT_EQ(problem.errors().size(), 1U);
    EXPECT_EQ(problem.errors()[0].field, "/title");
    EXPECT_EQ(problem.errors()[0].rule, "required");
  }
  EXPECT_THROW(read<Filing>(parse_json("{}")), Problem);
}

TEST(ADescribedStruct, NamesWhatItDoesNotKnow) {
  EXPECT_EQ(faults_with("pets", "1"), Faults{"/pets unknown"});
  EXPECT_EQ(faults_with("a/b~c", "1"), Faults{"/a~1b~0c unknown"});
  EXPECT_EQ(faults_with("officers", R"([{"title":"会长","age":60}])"), Faults{"/officers/0/age unknown"});
}

TEST(ADescribedStruct, NamesTheWrongTypeOfEachMember) {
  EXPECT_EQ(faults_with("kind", "1"), Faults{"/kind type"});
  EXPECT_EQ(faults_with("name", "1"), Faults{"/name type"});
  EXPECT_EQ(faults_with("name", "null"), Faults{"/name type"});
  EXPECT_EQ(faults_with("public_notice", "1"), Faults{"/public_notice type"});
  EXPECT_EQ(faults_with("members", "\"30\""), Faults{"/members type"});
  EXPECT_EQ(faults_with("officers", "{}"), Faults{"/officers type"});
  EXPECT_EQ(faults_with("officers", "[1]"), Faults{"/officers/0 type"});
  EXPECT_EQ(faults_with("dues_fen", "[]"), Faults{"/dues_fen type"});
  EXPECT_EQ(faults_with("former", "1"), Faults{"/former type"});
}

TEST(ADescribedStruct, NamesAValueOutsideTheList) {
  EXPECT_EQ(faults_with("kind", "\"club\""), Faults{"/kind enum"});
  EXPECT_EQ(faults_with("kind", "\"\""), Faults{"/kind enum"});
  EXPECT_EQ(faults_with("kind", "\"Chamber\""), Faults{"/kind enum"});
}

TEST(ADescribedStruct, NamesNumbersThatDoNotFitTheirMember) {
  EXPECT_EQ(faults_with("floors", "256"), Faults{"/floors range"});
  EXPECT_EQ(faults_with("floors", "-1"), Faults{"/floors range"});
  EXPECT_EQ(faults_with("members", "2147483648"), Faults{"/members range"});
  EXPECT_EQ(faults_with("members", "-2147483649"), Faults{"/members range"});
  EXPECT_EQ(faults_with("serial", "-1"), Faults{"/serial range"});
  EXPECT_EQ(faults_with("serial", "18446744073709551615"), Faults{"/serial range"});
  EXPECT_EQ(faults_with("members", "30.5"), Faults{"/members integer"});
  EXPECT_EQ(faults_with("members", "1e300"), Faults{"/members integer"});
  EXPECT_EQ(faults_with("members", "30.0"), Faults{});
  EXPECT_EQ(faults_with("floors", "255"), Faults{});
  EXPECT_EQ(faults_with("members", "-2147483648"), Faults{});
}

TEST(ADescribedStruct, NamesDaysAndInstantsThatDoNotExist) {
  EXPECT_EQ(faults_with("filed_at", "\"2026-09-21\""), Faults{"/filed_at date-time"});
  EXPECT_EQ(faults_with("filed_at", "1790000000000"), Faults{"/filed_at date-time"});
  EXPECT_EQ(faults_with("officers", R"([{"title":"会长","since":"2026-02-30"}])"), Faults{"/officers/0/since date"});
  EXPECT_EQ(faults_with("officers", R"([{"title":"会长","since":20260101}])"), Faults{"/officers/0/since date"});
}

TEST(ADescribedStruct, NamesAllFaultsAtOnce) {
  json::value filing = parse_json(kFiling);
  filing.as_object().erase("name");
  filing.as_object()["members"] = "many";
  filing.as_object()["dues_fen"] = parse_json(R"({"a/b":"x"})");
  try {
    read<Filing>(filing);
    FAIL() << "was taken";
  } catch (const Problem& problem) {
    std::set<std::string> fields;
    for (const FieldError& error : problem.errors()) fields.insert(error.field);
    EXPECT_EQ(fields, (std::set<std::string>{"/name", "/members", "/dues_fen/a~1b"}));
  }
}

TEST(ADescribedStruct, SaysNoMoreThanAHundredFaults) {
  json::array many(1000, json::value(1));
  try {
    read<std::vector<std::string>>(many);
    FAIL() << "was taken";
  } catch (const Problem& problem) {
    EXPECT_EQ(problem.errors().size(), 100U);
  }
}

TEST(ADescribedStruct, RefusesNulThatDidNotComeThroughTheParser) {
  json::value filing = parse_json(kFiling);
  filing.as_object()["name"] = std::string_view("a\0b", 3);
  EXPECT_THROW(read<Filing>(filing), Problem);
}

TEST(ADescribedStruct, ThatIsNoObjectAtAllIsOneFaultOfTheWhole) {
  for (const char* bad : {"null", "[]", "1", "\"x\""}) {
    try {
      read<Officer>(parse_json(bad));
      ADD_FAILURE() << bad << " was taken";
    } catch (const Problem& problem) {
      ASSERT_EQ(problem.errors().size(), 1U);
      EXPECT_EQ(problem.errors()[0].field, "");
      EXPECT_EQ(problem.errors()[0].rule, "type");
    }
  }
}

TEST(ADescribedStruct, OfTextsAndFaultsIsWrittenForTheWire) {
  const FieldError error{"/members", "min-members", "三(二)2", {"会员数不足", "too few members"}};
  EXPECT_EQ(
      canonical_json(write(error)),
      R"({"clause":"三(二)2","field":"/members","rule":"min-members","says":{"en":"too few members","zh":"会员数不足"}})");
}

RC_GTEST_PROP(ADescribedStruct, OfAnyNumbersReadsBack, (int members, std::uint8_t floors, std::int64_t dues)) {
  auto filing = read<Filing>(parse_json(kFiling));
  filing.members = members;
  filing.floors = floors;
  filing.dues_fen["2026"] = dues;
  RC_ASSERT(read<Filing>(write(filing)) == filing);
}

}  // namespace
}  // namespace gh
