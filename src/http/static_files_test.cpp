// The folder of web files: what is taken, what is refused, what types and digests are made of names.
#include "http/static_files.h"

#include <gtest/gtest.h>
#include <zlib.h>

#include <fstream>
#include <set>

#include "http/compression.h"

namespace gh::http {
namespace {

namespace fs = std::filesystem;

class StaticFolder : public testing::Test {
 protected:
  void SetUp() override { fs::create_directories(folder_ / "assets"); }
  void TearDown() override { fs::remove_all(folder_); }
  void put(const std::string& name, const std::string& bytes) { std::ofstream(folder_ / name) << bytes; }

  static std::string rule_refusing(const fs::path& folder, const StaticLimits& limits = {}) {
    try {
      StaticFiles files(folder, limits);
    } catch (const Problem& problem) {
      return problem.errors().at(0).rule;
    }
    return "";
  }

  fs::path folder_ = fs::path(testing::TempDir()) /
                     ("static_" + std::string(testing::UnitTest::GetInstance()->current_test_info()->name()));
};

TEST_F(StaticFolder, HiddenFilesAndLinksAreLeftAside) {
  put("index.html", "page");
  put(".env", "secret");
  fs::create_directories(folder_ / ".git");
  put(".git/config", "secret");
  fs::create_symlink("/etc/hostname", folder_ / "link.txt");
  EXPECT_EQ(StaticFiles(folder_).size(), 1U);
}

TEST_F(StaticFolder, LimitsHold) {
  put("a.txt", std::string(100, 'a'));
  put("b.txt", std::string(100, 'b'));
  StaticLimits limits;
  EXPECT_EQ(rule_refusing(folder_, limits), "");
  limits.files_max = 1;
  EXPECT_EQ(rule_refusing(folder_, limits), "files-max");
  limits = {};
  limits.file_max_bytes = 99;
  EXPECT_EQ(rule_refusing(folder_, limits), "file-max-bytes");
  limits = {};
  limits.total_max_bytes = 199;
  EXPECT_EQ(rule_refusing(folder_, limits), "total-max-bytes");
}

TEST_F(StaticFolder, AFolderThatIsNotThereIsRefused) { EXPECT_EQ(rule_refusing(folder_ / "gone"), "folder"); }

TEST_F(StaticFolder, WhatDoesNotGetShorterIsSentAsItIs) {
  put("photo.png", std::string(1000, 'a'));
  put("short.css", "a{}");
  const StaticFiles files(folder_);
  for (const char* path : {"/photo.png", "/short.css"}) {
    Request request;
    request.path = path;
    request.headers.add("accept-encoding", "gzip, br");
    const auto answer = files.answer(request);
    ASSERT_TRUE(answer) << path;
    for (const auto& [name, value] : answer->headers) EXPECT_NE(name, "Content-Encoding") << path;
  }
}

TEST_F(StaticFolder, EachCodingHasATagOfItsOwn) {
  put("index.html", std::string(1000, 'a'));
  const StaticFiles files(folder_);
  std::set<std::string> tags;
  for (const char* accepted : {"", "gzip", "br"}) {
    Request request;
    request.path = "/";
    request.headers.add("accept-encoding", accepted);
    const auto answer = files.answer(request);
    ASSERT_TRUE(answer);
    for (const auto& [name, value] : answer->headers) {
      if (name == "ETag") tags.insert(value);
    }
  }
  EXPECT_EQ(tags.size(), 3U);
}

TEST(StaticNames, OnlyNamesWithADigestBelowAssetsAreKeptForEver) {
  EXPECT_TRUE(carries_digest("assets/index-Bx3kd92f.js"));
  EXPECT_TRUE(carries_digest("assets/logo.3fa9c1d2.svg"));
  EXPECT_FALSE(carries_digest("index-Bx3kd92f.js"));
  EXPECT_FALSE(carries_digest("assets/index.js"));
  EXPECT_FALSE(carries_digest("assets/index-short.js"));
  EXPECT_FALSE(carries_digest("assets/noextension-Bx3kd92f"));
}

TEST(StaticNames, TypesFollowTheExtension) {
  EXPECT_EQ(content_type_of("a/b.html"), "text/html; charset=utf-8");
  EXPECT_EQ(content_type_of("a/b.woff2"), "font/woff2");
  EXPECT_EQ(content_type_of("a.html/b"), "application/octet-stream");
  EXPECT_EQ(content_type_of("b.exe"), "application/octet-stream");
}

TEST(Compression, GzipGivesBackWhatWasPutIn) {
  const std::string text = "佛山市行业协会商会" + std::string(5000, 'a');
  const std::string packed = gzip(text, 6);
  EXPECT_LT(packed.size(), 200U);
  z_stream stream{};
  ASSERT_EQ(inflateInit2(&stream, 15 + 16), Z_OK);
  std::string out(text.size() + 1, '\0');
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(packed.data()));
  stream.avail_in = static_cast<uInt>(packed.size());
  stream.next_out = reinterpret_cast<Bytef*>(out.data());
  stream.avail_out = static_cast<uInt>(out.size());
  EXPECT_EQ(inflate(&stream, Z_FINISH), Z_STREAM_END);
  out.resize(stream.total_out);
  inflateEnd(&stream);
  EXPECT_EQ(out, text);
}

TEST(Compression, OnlyTextGetsShorter) {
  EXPECT_TRUE(is_compressible("application/problem+json"));
  EXPECT_TRUE(is_compressible("text/csv; charset=utf-8"));
  EXPECT_TRUE(is_compressible("image/svg+xml"));
  EXPECT_FALSE(is_compressible("image/png"));
  EXPECT_FALSE(is_compressible("application/octet-stream"));
}

}  // namespace
}  // namespace gh::http
