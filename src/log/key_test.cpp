#include "log/key.h"

#include <gtest/gtest.h>
#include <sys/stat.h>

#include <cstdlib>
#include <fstream>
#include <sstream>

#include "base/digest.h"
#include "base/json.h"
#include "base/problem.h"
#include "log/log_fixture.h"

namespace gh::log {
namespace {

TEST(SigningKey, WrongTextsAreRefused) {
  const std::string good_text = test_key("log.example", 9).secret_text();
  EXPECT_TRUE(parse_signing_key(good_text).has_value());
  EXPECT_FALSE(parse_signing_key("").has_value());
  EXPECT_FALSE(parse_signing_key(good_text.substr(12)).has_value());
  EXPECT_FALSE(parse_signing_key(good_text + "\n").has_value());
  EXPECT_FALSE(parse_signing_key("PRIVATE+KEY+log.example+00000000" + good_text.substr(32)).has_value());
}

TEST(VerifierKey, IsWrittenAndReadAsOneText) {
  const VerifierKey key = test_key("log.example/佛山", 9).verifier();
  EXPECT_EQ(parse_verifier_key(text(key)), key);
}

TEST(VerifierKey, WrongTextsAreRefused) {
  const VerifierKey key = test_key("log.example", 9).verifier();
  const std::string good_text = text(key);
  ASSERT_TRUE(parse_verifier_key(good_text).has_value());
  std::string other_id = good_text;
  other_id[12] = other_id[12] == '0' ? '1' : '0';
  std::string bytes(1, '\x01');
  bytes.append(reinterpret_cast<const char*>(key.public_key.data()), 32);
  const std::string front = good_text.substr(0, 21);
  for (const std::string& wrong :
       {std::string(), other_id, "x" + good_text, good_text + "=", good_text.substr(0, good_text.size() - 4),
        std::string("log.example+1234"), front + base64("\x02" + bytes.substr(1)), front + base64(bytes + "x"),
        "log example" + good_text.substr(11), "+" + good_text.substr(12)})
    EXPECT_EQ(parse_verifier_key(wrong), std::nullopt) << wrong;
}

TEST(KeyName, HasNoSpacesAndNoPlus) {
  EXPECT_TRUE(is_key_name("guildhall.foshan.example/log"));
  EXPECT_TRUE(is_key_name("行会通"));
  EXPECT_TRUE(is_key_name(std::string(kKeyNameMaxBytes, 'x')));
  for (const std::string& name :
       {std::string(), std::string("a b"), std::string("a+b"), std::string("a\nb"), std::string("a\xC2\xA0"),
        std::string("\xE3\x80\x80"), std::string("\xFF"), std::string("a\x7F"), std::string(kKeyNameMaxBytes + 1, 'x')})
    EXPECT_FALSE(is_key_name(name)) << name;
}

TEST(Ed25519, AgreesWithEveryWycheproofVector) {
  const char* folder = std::getenv("GUILDHALL_SHARED_DATA");
  const std::filesystem::path path =
      std::filesystem::path(folder != nullptr ? folder : "../shared/data") / "vectors/crypto/wycheproof-ed25519.json";
  if (!std::filesystem::exists(path)) GTEST_SKIP() << "the Wycheproof vectors aren't here";
  std::ostringstream content;
  content << std::ifstream(path).rdbuf();
  const json::value vectors = parse_json(content.str());
  int checked = 0;
  for (const auto& group : vectors.at("testGroups").as_array()) {
    const std::string public_key = from_hex(group.at("publicKey").at("pk").as_string().c_str()).value();
    ASSERT_EQ(public_key.size(), 32U);
    Ed25519Bytes bytes{};
    std::copy(public_key.begin(), public_key.end(), bytes.begin());
    const VerifierKey key = make_verifier_key("vector", bytes);
    for (const auto& vector : group.at("tests").as_array()) {
      const bool verdict = verify(key, from_hex(vector.at("msg").as_string().c_str()).value(),
                                  from_hex(vector.at("sig").as_string().c_str()).value());
      EXPECT_EQ(verdict, vector.at("result").as_string() == "valid") << vector.at("tcId").as_int64();
      ++checked;
    }
  }
  EXPECT_EQ(checked, 151);
}

class KeyFile : public testing::Test {
 protected:
  void SetUp() override {
    std::string pattern = testing::TempDir() + "log-key-XXXXXX";
    ASSERT_NE(mkdtemp(pattern.data()), nullptr);
    folder = pattern;
  }
  void TearDown() override { std::filesystem::remove_all(folder); }

  std::string rule_of_refusal(std::string_view name) {
    try {
      load_or_make_key(folder / "log.key", name, random);
    } catch (const Problem& problem) {
      EXPECT_EQ(problem.code(), ProblemCode::kConflict);
      return problem.errors().at(0).rule;
    }
    return "";
  }

  std::filesystem::path folder;
  int drawn = 0;
  RandomBytes random = [this](std::uint8_t* bytes, std::size_t size) {
    ++drawn;
    std::fill_n(bytes, size, static_cast<std::uint8_t>(40 + drawn));
  };
};

TEST_F(KeyFile, IsMadeOnceAndReadAfterwards) {
  const SigningKey first = load_or_make_key(folder / "log.key", "log.example", random);
  const SigningKey second = load_or_make_key(folder / "log.key", "log.example", random);
  EXPECT_EQ(drawn, 1);
  EXPECT_EQ(first.verifier(), second.verifier());
  EXPECT_EQ(first.sign("x"), second.sign("x"));
  struct stat status {};
  ASSERT_EQ(stat((folder / "log.key").c_str(), &status), 0);
  EXPECT_EQ(status.st_mode & 07777U, 0600U);
  EXPECT_EQ(std::distance(std::filesystem::directory_iterator(folder), {}), 1);
}

TEST_F(KeyFile, ThatOthersMayReadIsRefused) {
  load_or_make_key(folder / "log.key", "log.example", random);
  ASSERT_EQ(chmod((folder / "log.key").c_str(), 0640), 0);
  EXPECT_EQ(rule_of_refusal("log.example"), "log-key-mode");
}

TEST_F(KeyFile, OfAnotherLogIsRefused) {
  load_or_make_key(folder / "log.key", "log.example", random);
  EXPECT_EQ(rule_of_refusal("other.example"), "log-key-name");
  EXPECT_EQ(rule_of_refusal("not a name"), "log-key-name");
}

TEST_F(KeyFile, ThatHoldsNoKeyIsRefusedAndLeftAlone) {
  std::ofstream(folder / "log.key") << "PRIVATE+KEY+log.example+00000000+AAAA\n";
  ASSERT_EQ(chmod((folder / "log.key").c_str(), 0600), 0);
  EXPECT_EQ(rule_of_refusal("log.example"), "log-key-file");
  EXPECT_EQ(drawn, 0);
}

TEST_F(KeyFile, InAFolderThatIsNotThereIsRefused) {
  folder /= "absent";
  EXPECT_EQ(rule_of_refusal("log.example"), "log-key-file");
  folder = folder.parent_path();
}

}  // namespace
}  // namespace gh::log
