#include "app/backup.h"

#include "app/lists_fixture.h"

namespace gh::app {
namespace {

class BackupTest : public WithLists {};

TEST_F(BackupTest, HasTheDatabaseAndTheKeyAndIsListedNewestFirst) {
  open_a_case();
  EXPECT_TRUE(backups(*installation).empty());
  const Backup first = back_up_here(*installation);
  time.advance(std::chrono::hours{1});
  const Backup second = back_up_here(*installation);
  const auto all = backups(*installation);
  ASSERT_EQ(all.size(), 2U);
  EXPECT_EQ(all[0].name, second.name);
  EXPECT_EQ(all[1].made_at, first.made_at);
  EXPECT_GT(first.size_bytes, 0);
  const std::filesystem::path copy = installation->options().data_folder / "backups" / first.name;
  EXPECT_TRUE(std::filesystem::exists(copy / "log.key"));
  const auto db = store::Db::open("sqlite:" + (copy / "guildhall.db").string());
  EXPECT_EQ(db->reading([](store::Tx& tx) { return tx.integer("select count(*) from case_file"); }), 1);
}

TEST_F(BackupTest, TwoOfOneMomentAreRefusedAndSoAreTooMany) {
  back_up_here(*installation);
  EXPECT_THROW(back_up_here(*installation), Problem);
  for (std::size_t i = 1; i < kBackupsMax; ++i) {
    time.advance(std::chrono::minutes{1});
    back_up_here(*installation);
  }
  time.advance(std::chrono::minutes{1});
  EXPECT_THROW(back_up_here(*installation), Problem);
}

}  // namespace
}  // namespace gh::app
