#include "log/durable_file.h"

#include <gtest/gtest.h>

#include <system_error>

#include "store/testing.h"

namespace gh::log {
namespace {

class DurableFile : public testing::Test {
 protected:
  std::ptrdiff_t files() const { return std::distance(std::filesystem::directory_iterator(directory.path()), {}); }

  store::TemporaryDirectory directory;
  std::filesystem::path path = std::filesystem::path(directory.path()) / "file";
};

TEST_F(DurableFile, IsWhollyReplaced) {
  EXPECT_EQ(read_small_file(path), std::nullopt);
  write_durably(path, "a longer first text", 0600);
  write_durably(path, "second", 0600);
  EXPECT_EQ(read_small_file(path), "second");
  EXPECT_EQ(mode_of(path), 0600U);
  EXPECT_EQ(files(), 1);
}

TEST_F(DurableFile, IsCreatedOnce) {
  EXPECT_TRUE(create_durably(path, "first", 0600));
  EXPECT_FALSE(create_durably(path, "second", 0600));
  EXPECT_EQ(read_small_file(path), "first");
  EXPECT_EQ(files(), 1);
}

TEST_F(DurableFile, HasASizeLimit) {
  write_durably(path, std::string(kSmallFileMaxBytes, 'x'), 0600);
  EXPECT_EQ(read_small_file(path)->size(), kSmallFileMaxBytes);
  write_durably(path, std::string(kSmallFileMaxBytes + 1, 'x'), 0600);
  EXPECT_THROW(read_small_file(path), std::system_error);
}

TEST_F(DurableFile, FailuresAreTold) {
  const std::filesystem::path nowhere = std::filesystem::path(directory.path()) / "absent" / "file";
  EXPECT_THROW(write_durably(nowhere, "x", 0600), std::system_error);
  EXPECT_THROW(create_durably(nowhere, "x", 0600), std::system_error);
  EXPECT_THROW(mode_of(nowhere), std::system_error);
  EXPECT_THROW(FileLock{nowhere}, std::system_error);
  std::filesystem::create_directory(path);
  EXPECT_THROW(write_durably(path, "x", 0600), std::system_error);
  EXPECT_THROW(read_small_file(path), std::system_error);
  EXPECT_EQ(files(), 1) << "nothing is left beside it";
}

}  // namespace
}  // namespace gh::log
