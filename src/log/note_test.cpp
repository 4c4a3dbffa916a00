#include "log/note.h"

#include "log/log_fixture.h"

namespace gh::log {
namespace {

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
  const SigningKey key = test_key("log.example/foshan", 1);
  const std::string note = sign_note(kText, key);
  EXPECT_TRUE(note.starts_with(std::string(kText) + "\n\xE2\x80\x94 log.example/foshan "));
  EXPECT_TRUE(note.ends_with("\n"));
  const std::vector<VerifierKey> known{key.verifier()};
  const auto opened = open_note(note, known);
  EXPECT_EQ(good(opened).text, kText);
  EXPECT_EQ(good(opened).signed_by, known);
}

TEST(Note, UnknownSignaturesArePassedOver) {
  const SigningKey ours = test_key("log.example", 1);
  const SigningKey same_name = test_key("log.example", 2);
  const SigningKey witness = test_key("witness.example", 3);
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
  const SigningKey key = test_key("log.example", 1);
  const std::string twice = add_signature(sign_note(kText, key), key);
  EXPECT_EQ(parse_note(twice)->signatures.size(), 2U);
  EXPECT_EQ(good(open_note(twice, std::vector{key.verifier()})).signed_by.size(), 1U);
}

TEST(Note, ABadSignatureOfAKnownKeyRefusesTheWholeNote) {
  const SigningKey ours = test_key("log.example", 1);
  const SigningKey witness = test_key("witness.example", 3);
  const std::string elsewhere = sign_note("another text\n", witness);
  const std::string foreign_line = elsewhere.substr(elsewhere.find("\n\n") + 2);
  const std::string note = sign_note(kText, ours) + foreign_line;
  EXPECT_EQ(fault_of(note, {ours.verifier(), witness.verifier()}), NoteFault::kBadSignature);
  EXPECT_EQ(good(open_note(note, std::vector{ours.verifier()})).signed_by.size(), 1U);
}

TEST(Note, ChangedTextIsRefused) {
  const SigningKey key = test_key("log.example", 1);
  std::string note = sign_note("100\n", key);
  note[0] = '2';
  EXPECT_EQ(fault_of(note, {key.verifier()}), NoteFault::kBadSignature);
}

TEST(Note, WhatIsNoNoteIsRefused) {
  const SigningKey key = test_key("log.example", 1);
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
  const SigningKey key = test_key("log.example", 1);
  std::string note = sign_note("text\n", key);
  for (std::size_t count = 1; count < kNoteSignaturesMax; ++count) note = add_signature(note, key);
  EXPECT_EQ(parse_note(note)->signatures.size(), kNoteSignaturesMax);
  const std::string line = sign_note("text\n", key).substr(6);
  EXPECT_FALSE(parse_note(note + line).has_value());
  EXPECT_FALSE(parse_note(sign_note(std::string(kNoteMaxBytes, 'x') + "\n", key)).has_value());
}

// Made by another implementation, golang.org/x/mod/sumdb/note, with the seed of 32 bytes 0x07.
TEST(Note, AndItsKeysAreThoseThatGoWrites) {
  const SigningKey key = test_key("log.example/foshan", 7);
  EXPECT_EQ(text(key.verifier()), "log.example/foshan+281805c0+AepKbGPinFIKvvVQexMuxfmVR3auvr57kkIe6mkURtIs");
  EXPECT_EQ(key.secret_text(), "PRIVATE+KEY+log.example/foshan+281805c0+AQcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcH");
  EXPECT_EQ(parse_signing_key(key.secret_text())->verifier(), key.verifier());
  EXPECT_EQ(sign_note("成立登记\n\n准予登记\n", key),
            "成立登记\n\n准予登记\n\n\xE2\x80\x94 log.example/foshan "
            "KBgFwP5YQGT/IV74k0AwF5XakRCPFQL8+iWsw0NHcOZJN41Gw2z2XMNqNI2ie3QxKgLeh7PbNzzZbmL23pjQbniZvwE=\n");
}

}  // namespace
}  // namespace gh::log
