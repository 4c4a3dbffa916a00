#include "policy/prefill.h"

#include <gtest/gtest.h>

#include "policy/form.h"

namespace gh::policy {
namespace {

TEST(Prefill, NamesWhereAValueStands) {
  EXPECT_EQ(parse_prefill("organisation.address")->member, "address");
  EXPECT_EQ(parse_prefill("enrolment.contact_phone")->of, "enrolment");
  EXPECT_EQ(parse_prefill("last.basic")->of, "last");
  EXPECT_EQ(parse_prefill("calendar.off")->of, "calendar");
  EXPECT_EQ(parse_prefill("case.form.members")->member, "form.members");
  EXPECT_EQ(parse_prefill("newest.annual-report.staff.full_time")->member, "annual-report.staff.full_time");
  for (const char* wrong :
       {"", "newest.annual-report", "newest.annual-report.", "newest.annual-report.staff.", "newest..staff",
        "organisation", "organisation.", "organisation.legal_representative_digest", "case.secret", "case.form.",
        "session.secret", "calendar.published", "enrolment.a.b"})
    EXPECT_FALSE(parse_prefill(wrong).has_value()) << wrong;
}

TEST(Prefill, IsReadFromTheFieldsOfAForm) {
  const json::object schema = {
      {"type", "object"},
      {"properties", {{"premises", {{"x-prefill", "organisation.address"}}}, {"note", {{"type", "string"}}}}}};
  const auto found = prefills_of(schema);
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(text_of(found.at("premises")).zh, "登记信息：住所");
}

TEST(Prefill, AFormThatNamesNoSourceIsAtFault) {
  const auto faults_with = [](const json::value& source) {
    const json::object form = {
        {"x-title", {{"zh", "表"}, {"en", "form"}}},
        {"type", "object"},
        {"additionalProperties", false},
        {"properties", {{"a", {{"x-title", {{"zh", "甲"}, {"en", "a"}}}, {"type", "string"}, {"x-prefill", source}}}}}};
    return schema_faults(form);
  };
  EXPECT_TRUE(faults_with("organisation.name").empty());
  ASSERT_EQ(faults_with("organisation.secret").size(), 1U);
  EXPECT_EQ(faults_with("organisation.secret")[0].kind, "unknown-prefill");
  EXPECT_EQ(faults_with(1)[0].kind, "unknown-prefill");
}

}  // namespace
}  // namespace gh::policy
