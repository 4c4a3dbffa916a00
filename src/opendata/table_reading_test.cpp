#include "opendata/table_reading.h"

#include <gtest/gtest.h>

#include "base/problem.h"
#include "opendata/table_fixture.h"

namespace gh::opendata {
namespace {

// Lines as "number: cell|cell".
std::string shown(const std::vector<TableLine>& lines) {
  std::string out;
  for (const auto& line : lines) {
    out += std::to_string(line.number) + ":";
    for (const auto& cell : line.cells) out += " [" + cell + "]";
    out += "\n";
  }
  return out;
}

std::string refused(std::string_view bytes) {
  try {
    read_table(bytes);
  } catch (const Problem& problem) {
    return problem.errors().at(0).rule;
  }
  return "read";
}

TEST(TableReading, CsvWithMarkQuotesAndLinesInsideCells) {
  EXPECT_EQ(shown(read_table("\xEF\xBB\xBF名称,金额\r\n\"甲,\"\"乙\"\"\n丙\",1.50\r\n\r\n 丁 ,\n")),
            "1: [名称] [金额]\n2: [甲,\"乙\"\n丙] [1.50]\n5: [丁] []\n");
}

TEST(TableReading, CsvMayEndWithoutALineEnd) { EXPECT_EQ(shown(read_table("a,b\nc")), "1: [a] [b]\n2: [c]\n"); }

TEST(TableReading, AWorkbookThatThisProgramWroteReadsBack) {
  const std::string bytes = written(ExportFormat::xlsx, {{std::string("名称"), std::string("会员")},
                                                         {std::string("佛山市示例行业协会"), std::int64_t{56}},
                                                         {std::monostate{}, std::string("尾")}});
  EXPECT_EQ(shown(read_table(bytes)), "1: [名称] [会员]\n2: [佛山市示例行业协会] [56]\n3: [] [尾]\n");
}

TEST(TableReading, WhatIsNoTableIsRefused) {
  EXPECT_EQ(refused(""), "table-format");
  EXPECT_EQ(refused("\xB7\xF0\xC9\xBD"), "table-format") << "GBK isn't UTF-8";
  EXPECT_EQ(refused(std::string_view("a\0b", 3)), "table-format");
  EXPECT_EQ(refused("PK\x03\x04 not an archive"), "table-sheet");
  EXPECT_EQ(refused("a,\"b\nc"), "table-text");
}

TEST(TableReading, LimitsHold) {
  std::string long_file;
  for (std::size_t i = 0; i <= kTableLinesMax; ++i) long_file += "a\n";
  EXPECT_EQ(refused(long_file), "table-lines");
  EXPECT_EQ(refused(std::string(kTableCellBytesMax + 1, 'a')), "table-cell");
}

TEST(SpreadsheetDay, CountsFromTheEndOf1899) {
  EXPECT_EQ(spreadsheet_day("41235"), day_of(2012, 11, 22));
  EXPECT_EQ(spreadsheet_day("0"), std::nullopt);
  EXPECT_EQ(spreadsheet_day("2012-11-22"), std::nullopt);
}

}  // namespace
}  // namespace gh::opendata
