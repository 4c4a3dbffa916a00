#include "http/csv.h"

#include <gtest/gtest.h>

namespace gh::http {
namespace {

struct Row {
  std::string name;
  std::int64_t amount_fen = 0;
  std::optional<std::string> remark;
  bool open = false;
};
BOOST_DESCRIBE_STRUCT(Row, (), (name, amount_fen, remark, open))

std::string body(const std::vector<Row>& rows) {
  const std::string document = csv_of(rows);
  EXPECT_TRUE(document.starts_with("\xEF\xBB\xBFname,amount_fen,remark,open\r\n"));
  return document.substr(document.find('\n') + 1);
}

TEST(Csv, KeepsItsColumnsWhereAMemberIsAbsent) {
  EXPECT_EQ(body({{"甲", -5, {}, true}, {"乙", 7, "备注", false}}), "甲,-5,,true\r\n乙,7,备注,false\r\n");
  EXPECT_EQ(body({}), "");
}

TEST(Csv, QuotesCommasQuotesAndLineEnds) {
  EXPECT_EQ(body({{"a,b", 0, "say \"x\"\nnow", false}}), "\"a,b\",0,\"say \"\"x\"\"\nnow\",false\r\n");
}

TEST(Csv, TextIsNeverAFormula) {
  EXPECT_EQ(body({{"=1+1", 0, "@x,y", false}}), "'=1+1,0,\"'@x,y\",false\r\n");
  EXPECT_EQ(body({{"+86", 0, "-", false}}), "'+86,0,'-,false\r\n");
}

TEST(Csv, IsNotSentAgainToWhoHasIt) {
  Request request;
  const Response first = csv_response(request, csv_of(std::vector<Row>{}), "rows.csv");
  EXPECT_EQ(first.status, 200);
  EXPECT_EQ(first.headers.at(1).second, "attachment; filename=\"rows.csv\"");
  request.headers.add("if-none-match", first.headers.at(0).second);
  const Response second = csv_response(request, csv_of(std::vector<Row>{}), "rows.csv");
  EXPECT_EQ(second.status, 304);
  EXPECT_TRUE(second.bytes().empty());
}

}  // namespace
}  // namespace gh::http
