#include "opendata/row_forms.h"

#include <gtest/gtest.h>

#include <boost/json/serialize.hpp>

namespace gh::opendata {
namespace {

json::object schema() {
  return parse_json(R"({
    "required": ["name", "kind"],
    "properties": {
      "name": {"type": "string", "x-title": {"zh": "名称", "en": "name"}, "examples": ["示例协会"]},
      "kind": {"type": "string", "x-title": {"zh": "类型", "en": "kind"}, "enum": ["a", "b"], "examples": ["b"],
               "x-choices": {"a": {"zh": "协会", "en": "association"}, "b": {"zh": "商会", "en": "chamber"}}},
      "on": {"type": "string", "format": "day", "x-title": {"zh": "日期", "en": "day"}},
      "funds": {"type": "integer", "x-unit": "fen", "x-title": {"zh": "资金（元）", "en": "funds"}, "examples": [150]},
      "members": {"type": "integer", "x-title": {"zh": "会员数", "en": "members"}},
      "sound": {"type": "boolean", "x-title": {"zh": "良好", "en": "sound"}},
      "list": {"type": "array", "x-title": {"zh": "列表", "en": "list"}}
    }})")
      .as_object();
}

RowForms forms(const std::vector<std::vector<std::string>>& lines) {
  std::vector<TableLine> table;
  for (std::size_t i = 0; i < lines.size(); ++i) table.push_back({static_cast<std::int64_t>(i + 1), lines[i]});
  return forms_of(table, form_columns(schema()));
}
std::string faults(const std::vector<RowFault>& list) {
  std::string out;
  for (const auto& fault : list) out += std::to_string(fault.line) + " " + fault.column + " " + fault.error.rule + "; ";
  return out;
}

TEST(RowForms, AListHasNoColumn) { EXPECT_EQ(form_columns(schema()).size(), 6U); }

TEST(RowForms, CellsBecomeWhatTheFormWants) {
  const auto read = forms({{"名称*", "kind", "日期", "资金（元）", "会员数", "良好"},
                           {"'甲协会", "商会", "2012年1月5日", "1,234.5", "56", "是"},
                           {"乙协会", "association", "41235", "7", "", "no"}});
  EXPECT_EQ(faults(read.faults), "");
  ASSERT_EQ(read.rows.size(), 2U);
  EXPECT_EQ(json::serialize(read.rows[0].form),
            R"({"name":"甲协会","kind":"b","on":"2012-01-05","funds":123450,"members":56,"sound":true})");
  EXPECT_EQ(json::serialize(read.rows[1].form),
            R"({"name":"乙协会","kind":"a","on":"2012-11-22","funds":700,"sound":false})");
}

TEST(RowForms, EveryCellThatCannotBeReadIsToldWithItsLineAndColumn) {
  const auto read = forms({{"名称", "类型", "日期", "资金（元）", "会员数", "良好"},
                           {"甲", "协会", "去年", "1.234", "五", "也许"},
                           {"乙", "协会", "2012-02-30", "-1", "1.5", ""}});
  EXPECT_EQ(faults(read.rows.at(0).faults), "2 日期 day; 2 资金（元） money; 2 会员数 integer; 2 良好 boolean; ");
  EXPECT_EQ(faults(read.rows.at(1).faults), "3 日期 day; 3 资金（元） money; 3 会员数 integer; ");
}

TEST(RowForms, AHeadThatDoesNotFitIsToldAtOnce) {
  EXPECT_EQ(faults(forms({{"名称", "颜色", "名称"}, {"甲", "红", "乙"}}).faults),
            "1 颜色 unknown-column; 1 名称 column-twice; 1 类型 missing-column; ");
  EXPECT_EQ(faults(forms({}).faults), "1  empty; ");
}

TEST(RowForms, AFaultsFieldHasItsColumn) {
  const auto columns = form_columns(schema());
  EXPECT_EQ(column_title(columns, "/form/funds", false), "资金（元）");
  EXPECT_EQ(column_title(columns, "/form/funds", true), "funds");
  EXPECT_EQ(column_title(columns, "/form/list/0", false), "");
  EXPECT_EQ(column_title(columns, "", false), "");
}

}  // namespace
}  // namespace gh::opendata
