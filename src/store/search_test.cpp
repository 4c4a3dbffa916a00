// Two-character words are found on both databases, through the index and not by reading every name.
#include "store/search.h"

#include <gtest/gtest.h>

#include <chrono>
#include <set>

#include "base/problem.h"
#include "store/migrations.h"
#include "store/testing.h"

namespace gh::store {
namespace {

Id document(int minute, int ordinal = 0) {
  return derived_id(instant_of(1'790'000'000'000) + std::chrono::minutes(minute), "search", ordinal);
}

class Search : public testing::TestWithParam<Dialect> {
 protected:
  void SetUp() override {
    db_ = migrated_db(GetParam(), {migrations()});
    if (!db_) GTEST_SKIP() << "GUILDHALL_TEST_POSTGRES isn't set";
  }
  void index(const Id& id, std::string_view text, std::string_view scope = "organisation") {
    db_->write([&](Tx& tx) { index_text(tx, scope, id, text); });
  }
  std::vector<Id> find(std::string_view query, std::size_t limit = 100, std::string_view after = {},
                       std::string_view scope = "organisation") {
    return db_->reading([&](Tx& tx) { return find_text(tx, scope, query, limit, after); });
  }

  std::unique_ptr<Db> db_;
};
INSTANTIATE_TEST_SUITE_P(Databases, Search, testing::ValuesIn(kDialects),
                         [](const auto& the) { return the.param == Dialect::kSqlite ? "sqlite" : "postgresql"; });
using Ids = std::vector<Id>;

TEST_P(Search, FindsATwoCharacterWordWhereverItStands) {
  index(document(1), "佛山市陶瓷行业协会");
  index(document(2), "佛山市家具行业协会");
  index(document(3), "瓷陶");
  EXPECT_EQ(find("陶瓷"), Ids{document(1)});
  EXPECT_EQ(find("佛山"), (Ids{document(2), document(1)}));
  EXPECT_EQ(find("协会"), (Ids{document(2), document(1)}));
  EXPECT_EQ(find("木材"), Ids{});
}

TEST_P(Search, ACursorThatNoPageGaveIsRefused) {
  for (const char* cursor :
       {"'", "2026-01-01", "01990000-0000-4000-8000-000000000000", "ffffffff-ffff-7fff-bfff-ffffffffffff"}) {
    try {
      find("陶瓷", 100, cursor);
      ADD_FAILURE() << cursor;
    } catch (const Problem& problem) {
      EXPECT_EQ(problem.code(), ProblemCode::kInvalidForm) << cursor;
    }
  }
}

TEST_P(Search, EveryPairOfTheQueryMustOccur) {
  index(document(1), "佛山市陶瓷行业协会");
  index(document(2), "佛山市家具行业协会");
  EXPECT_EQ(find("佛山 家具"), Ids{document(2)});
  EXPECT_EQ(find("佛山市陶瓷行业"), Ids{document(1)});
  EXPECT_EQ(find("陶瓷 家具"), Ids{});
}

TEST_P(Search, OneCharacterIsFoundAtTheBeginningInTheMiddleAndAtTheEnd) {
  index(document(1), "陶然");
  index(document(2), "市陶瓷");
  index(document(3), "建陶");
  index(document(4), "陶");
  EXPECT_EQ(find("陶"), (Ids{document(4), document(3), document(2), document(1)}));
  EXPECT_EQ(find("瓷"), Ids{document(2)});
}

TEST_P(Search, LettersAreFoundInEitherCaseAndPunctuationIsNoWord) {
  index(document(1), "Foshan Ceramics (IT) 3D“打印”协会");
  EXPECT_EQ(find("CERAMICS"), Ids{document(1)});
  EXPECT_EQ(find("3d"), Ids{document(1)});
  EXPECT_EQ(find("打印"), Ids{document(1)});
  for (const char* nothing : {"", " ", "（）", "\"' *", "~", "NEAR(", "and"})
    EXPECT_EQ(find(nothing), Ids{}) << nothing;
}

TEST_P(Search, AScopeDoesNotSeeAnother) {
  index(document(1), "陶瓷", "organisation");
  index(document(2), "陶瓷", "case");
  EXPECT_EQ(find("陶瓷"), Ids{document(1)});
  EXPECT_EQ(find("陶瓷", 10, {}, "case"), Ids{document(2)});
}

TEST_P(Search, ANewNameTakesThePlaceOfTheOld) {
  index(document(1), "佛山市陶瓷行业协会");
  index(document(1), "佛山市卫浴行业协会");
  EXPECT_EQ(find("陶瓷"), Ids{});
  EXPECT_EQ(find("卫浴"), Ids{document(1)});
  index(document(1), "佛山市卫浴行业协会");
  EXPECT_EQ(find("佛山"), Ids{document(1)});
  index(document(1), "——");
  EXPECT_EQ(find("佛山"), Ids{});
}

TEST_P(Search, WhatIsTakenOutIsGoneAndTakingItOutAgainDoesNothing) {
  index(document(1), "陶瓷");
  index(document(2), "陶瓷");
  for (int time = 0; time < 2; ++time) {
    db_->write([](Tx& tx) { unindex_text(tx, "organisation", document(1)); });
    EXPECT_EQ(find("陶瓷"), Ids{document(2)});
  }
}

TEST_P(Search, PagesFollowOneAnotherWithoutGapOrRepeat) {
  Ids newest_first;
  for (int minute = 1; minute <= 25; ++minute) {
    index(document(minute), "陶瓷" + std::to_string(minute));
    newest_first.insert(newest_first.begin(), document(minute));
  }
  Ids pages;
  std::string after;
  for (int page = 0; page < 4; ++page) {
    const Ids found = find("陶瓷", 10, after);
    pages.insert(pages.end(), found.begin(), found.end());
    if (!found.empty()) after = found.back();
  }
  EXPECT_EQ(pages, newest_first);
}

TEST_P(Search, ThePageAfterADocumentThatIsGoneGoesOnFromItsPlace) {
  for (int minute = 1; minute <= 3; ++minute) index(document(minute), "陶瓷");
  db_->write([](Tx& tx) { unindex_text(tx, "organisation", document(2)); });
  EXPECT_EQ(find("陶瓷", 10, document(2)), Ids{document(1)});
}

TEST_P(Search, ManyDocumentsOfOneMillisecondAreAllFoundOnce) {
  constexpr int kDocuments = 3000;
  db_->write([](Tx& tx) {
    for (int ordinal = 0; ordinal < kDocuments; ++ordinal) index_text(tx, "case", document(1, ordinal), "陶瓷");
  });
  std::set<Id> seen;
  std::string after;
  for (int page = 0; page < 40; ++page) {
    for (const Id& id : find("陶瓷", 100, after, "case")) {
      EXPECT_TRUE(seen.insert(id).second);
      after = id;
    }
  }
  EXPECT_EQ(seen.size(), kDocuments);
}

TEST_P(Search, ALongTextIsIndexedToItsLimitAndCutAtAWholeCharacter) {
  std::string text;
  while (text.size() < kSearchTextMax) text += "一";
  index(document(1), text + "陶瓷");
  EXPECT_EQ(find("一一"), Ids{document(1)});
  EXPECT_EQ(find("陶瓷"), Ids{});
}

TEST_P(Search, ARefusedActLeavesTheIndexAsItWas) {
  index(document(1), "陶瓷");
  const auto refused = [](Tx& tx) {
    index_text(tx, "organisation", document(1), "卫浴");
    index_text(tx, "organisation", document(2), "卫浴");
    throw Problem(ProblemCode::kConflict);
  };
  EXPECT_THROW(db_->write(refused), Problem);
  EXPECT_EQ(find("陶瓷"), Ids{document(1)});
  EXPECT_EQ(find("卫浴"), Ids{});
  index(document(3), "卫浴");
  EXPECT_EQ(find("卫浴"), Ids{document(3)});
}

TEST_P(Search, AScopeOfOtherThanLettersIsABug) {
  for (const char* scope : {"", "a~b", "Case", "行会"}) {
    EXPECT_THROW(index(document(1), "陶瓷", scope), Bug);
    EXPECT_THROW(find("陶瓷", 1, {}, scope), Bug);
  }
}

// Thirty thousand names of a few common words, one of them with a rare one.
TEST_P(Search, ARareWordIsFoundThroughTheIndexOfTerms) {
  db_->write([](Tx& tx) {
    for (int number = 0; number < 30'000; ++number) {
      index_text(tx, "organisation", document(number), "佛山市第" + std::to_string(number) + "行业协会");
    }
    index_text(tx, "organisation", document(50), "佛山市陶瓷行业协会");
    if (tx.dialect() == Dialect::kPostgres) tx.run_script("analyze search_document");
  });
  EXPECT_EQ(find("陶瓷"), Ids{document(50)});
  EXPECT_EQ(find("佛山", 2), (Ids{document(29'999), document(29'998)}));
  std::string plan;
  db_->read([&plan](Tx& tx) {
    if (tx.dialect() == Dialect::kSqlite) {
      tx.each(
          "explain query plan select rowid from search_index where search_index match ? order by rowid desc limit 10",
          {"\"organisation~陶瓷\""}, [&plan](const Row& row) { plan.append(row.string(3)).append("\n"); });
    } else {
      tx.each(
          "explain with matching as materialized (select document from search_document where terms @> '{陶瓷}'"
          " and scope = 'organisation' and document < 'g') select document from matching order by document desc limit "
          "10",
          {}, [&plan](const Row& row) { plan.append(row.string(0)).append("\n"); });
    }
  });
  const char* index_named = GetParam() == Dialect::kSqlite ? "VIRTUAL TABLE INDEX" : "search_document_by_term";
  EXPECT_NE(plan.find(index_named), plan.npos) << plan;
}

}  // namespace
}  // namespace gh::store
