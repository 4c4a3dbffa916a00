#include "log/note.h"

#include <gtest/gtest.h>
#include <sys/stat.h>

#include <cstdlib>
#include <fstream>
#include <sstream>

#include "base/digest.h"
#include "base/json.h"
#include "base/problem.h"

namespace gh::log {
namespace {

SigningKey key_named(std::string_view name, std::uint8_t seed_byte) {
  Ed25519Bytes seed{};
  seed.fill(seed_byte);
  return SigningKey(name, seed);
}

NoteFault fault_of(std::string_view note, const std::vector<VerifierKey>& known) {
  const auto opened = open_note(note, known);
  EXPECT_TRUE(std::holds_alternative<NoteFault>(opened));
  return std::get<NoteFault>(opened);
}

const OpenedNote& good(const std::variant<OpenedNote, NoteFault>& opened) {
  EXPECT_TRUE(std::holds_alternative<OpenedNote>(opened));
  return std::get<OpenedNote>(opened);
}

constexpr std::string_view kText = "佛山市办理动作日志\n\n第二段\n";

TEST(Note, SignedTextIsOpenedByTheSignersKey) {
  const SigningKey key = key_named("log.example/foshan", 1);
  const std::string note = sign_note(kText, key);
  EXPECT_TRUE(note.starts_with(std::string(kText) + "\n\xE2\x80\x94 log.example/foshan "));
  EXPECT_TRUE(note.ends_with("\n"));
  const std::vector<VerifierKey> known{key.verifier()};
  const auto opened = open_note(note, known);
  EXPECT_EQ(good(opened).text, kText);
  EXPECT_EQ(good(opened).signed_by, known);
}

TEST(Note, UnknownSignaturesArePassedOver) {
  const SigningKey ours = key_named("log.example", 1);
  const SigningKey same_name = key_named("log.example", 2);
  const SigningKey witness = key_named("witness.example", 3);
  const std::string note = add_signature(add_signature(sign_note(kText, same_name), witness), ours);
  EXPECT_EQ(good(open_note(note, std::vector{ours.verifier()})).signed_by.size(), 1U);
  EXPECT_EQ(good(open_note(note, std::vector{ours.verifier(), witness.verifier()})).signed_by.size(), 2U);

  VerifierKey same_id_other_name = ours.verifier();
  same_id_other_name.name = "other.example";
  EXPECT_EQ(fault_of(sign_note(kText, ours), {same_id_other_name}), NoteFault::kNoKnownSignature);
  EXPECT_EQ(fault_of(sign_note(kText, same_name), {ours.verifier()}), NoteFault::kNoKnownSignature);
  EXPECT_EQ(fault_of(note, {}), NoteFault::kNoKnownSignature);
}

TEST(Note, ARepeatedSignatureCountsOnce) {
  const SigningKey key = key_named("log.example", 1);
  const std::string twice = add_signature(sign_note(kText, key), key);
  EXPECT_EQ(parse_note(twice)->signatures.size(), 2U);
  EXPECT_EQ(good(open_note(twice, std::vector{key.verifier()})).signed_by.size(), 1U);
}

TEST(Note, ABadSignatureOfAKnownKeyRefusesTheWholeNote) {
  const SigningKey ours = key_named("log.example", 1);
  const SigningKey witness = key_named("witness.example", 3);
  const std::string elsewhere = sign_note("another text\n", witness);
  const std::string foreign_line = elsewhere.substr(elsewhere.find("\n\n") + 2);
  const std::string note = sign_note(kText, ours) + foreign_line;
  EXPECT_EQ(fault_of(note, {ours.verifier(), witness.verifier()}), NoteFault::kBadSignature);
  EXPECT_EQ(good(open_note(note, std::vector{ours.verifier()})).signed_by.size(), 1U);
}

TEST(Note, ChangedTextIsRefused) {
  const SigningKey key = key_named("log.example", 1);
  std::string note = sign_note("100\n", key);
  note[0] = '2';
  EXPECT_EQ(fault_of(note, {key.verifier()}), NoteFault::kBadSignature);
}

TEST(Note, WhatIsNoNoteIsRefused) {
  const SigningKey key = key_named("log.example", 1);
  const std::string note = sign_note("text\n", key);
  const std::string line = note.substr(note.find("\n\n") + 2);
  using namespace std::string_literals;
  for (const std::string& spoiled :
       {""s, "\n"s, "text\n"s, "text\n\n"s, note.substr(0, note.size() - 1), note + "\n", note + "more\n",
        "text\n" + line, "te\rxt\n\n" + line, "te\txt\n\n" + line, "te\0xt\n\n"s + line, "te\xFFxt\n\n" + line,
        "text\n\n- log.example AAAAAAA=\n"s, "text\n\n\xE2\x80\x94 log.example\n"s,
        "text\n\n\xE2\x80\x94 log.example AAAA\n"s, "text\n\n\xE2\x80\x94 log.example AAAAAA==\n"s,
        "text\n\n\xE2\x80\x94 log.example !!!!!!!!\n"s, "text\n\n\xE2\x80\x94 log+example AAAAAAA=\n"s,
        "text\n\n\xE2\x80\x94  AAAAAAA=\n"s}) {
    EXPECT_FALSE(parse_note(spoiled).has_value()) << spoiled;
    EXPECT_EQ(fault_of(spoiled, {key.verifier()}), NoteFault::kMalformed);
  }
}

TEST(Note, HasLimits) {
  const SigningKey key = key_named("log.example", 1);
  std::string note = sign_note("text\n", key);
  for (std::size_t count = 1; count < kNoteSignaturesMax; ++count) note = add_signature(note, key);
  EXPECT_EQ(parse_note(note)->signatures.size(), kNoteSignaturesMax);
  const std::string line = sign_note("text\n", key).substr(6);
  EXPECT_FALSE(parse_note(note + line).has_value());
  EXPECT_FALSE(parse_note(sign_note(std::string(kNoteMaxBytes, 'x') + "\n", key)).has_value());
}

// The example of C2SP signed-note: its id and signature are read, whoever holds the key.
TEST(Note, TheSpecificationsExampleParses) {
  const auto note = parse_note(
      "Ognuno sta solo sul cuor della terra\ntrafitto da un raggio di sole:\n\ned \xC3\xA8 subito sera.\n\n"
      "\xE2\x80\x94 quasimodo.example/salvatore "
      "NnugSzTjtVAewIS+Z/iJhUPeFDkO/5QQ2i5ddnGITLlC+EhfLW9oJKONrMouFSQU0xMcXxj99ihAQwaqP3ZekRwNtIc=\n");
  ASSERT_TRUE(note.has_value());
  EXPECT_EQ(note->text.size(), 88U);
  EXPECT_EQ(note->signatures.at(0).key_id, 0x367BA04BU);
  EXPECT_EQ(note->signatures.at(0).bytes.size(), kSignatureBytes);
}

// The key and note that the documentation of golang.org/x/mod/sumdb/note shows.
TEST(Note, GosExampleVerifies) {
  const auto key = parse_verifier_key("PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW");
  ASSERT_TRUE(key.has_value());
  const std::string note =
      "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n\n"
      "\xE2\x80\x94 PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyB"
      "wJnAM=\n";
  EXPECT_EQ(good(open_note(note, std::vector{*key})).signed_by.size(), 1U);
  const auto signer =
      parse_signing_key("PRIVATE+KEY+PeterNeumann+c74f20a3+AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz");
  ASSERT_TRUE(signer.has_value());
  EXPECT_EQ(signer->verifier(), *key);
  EXPECT_EQ(sign_note(note.substr(0, note.find("\n\n") + 1), *signer), note);
}

TEST(VerifierKey, IsWrittenAndReadAsOneText) {
  const VerifierKey key = key_named("log.example/佛山", 9).verifier();
  EXPECT_EQ(parse_verifier_key(text(key)), key);
}

TEST(VerifierKey, WrongTextsAreRefused) {
  const VerifierKey key = key_named("log.example", 9).verifier();
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
