#include "opendata/table_file.h"

#include <gtest/gtest.h>

#include "opendata/table_fixture.h"

namespace gh::opendata {
namespace {

TEST(TableFile, CsvHasAMarkQuotesAndMoneyInYuan) {
  EXPECT_EQ(written(ExportFormat::csv, {{std::string("名称"), std::string("金额")},
                                        {std::string("甲,\"乙\""), Yuan{123456789}},
                                        {std::monostate{}, std::int64_t{7}},
                                        {std::string(""), Yuan{-5}}}),
            "\xEF\xBB\xBF名称,金额\r\n\"甲,\"\"乙\"\"\",1234567.89\r\n,7\r\n,-0.05\r\n");
}

TEST(TableFile, NoFormulaCanStartACell) {
  for (const char* text : {"=1+1", "+1", "-1", "@SUM(A1)", "\t=1"})
    EXPECT_EQ(without_formula(text).front(), '\'') << text;
  EXPECT_EQ(without_formula("佛山"), "佛山");
  EXPECT_EQ(written(ExportFormat::csv, {{std::string("=1+1")}}), "\xEF\xBB\xBF'=1+1\r\n");
  const std::string xlsx = written(ExportFormat::xlsx, {{std::string("=1+1")}});
  EXPECT_EQ(xlsx.substr(0, 2), "PK");
  EXPECT_EQ(xlsx.find("<f>"), std::string::npos);
}

TEST(TableFile, AFileThatCannotBeWrittenIsTold) {
  const std::filesystem::path nowhere = "/proc/nowhere/table.csv";
  const auto csv = table_file(nowhere, ExportFormat::csv);
  EXPECT_THROW(csv->finish(), std::runtime_error);
  const auto xlsx = table_file(nowhere, ExportFormat::xlsx);
  xlsx->line({std::string("甲")});
  EXPECT_THROW(xlsx->finish(), std::runtime_error);
}

}  // namespace
}  // namespace gh::opendata
