#include "log/checkpoint.h"

#include <gtest/gtest.h>

namespace gh::log {
namespace {

SigningKey key_named(std::string_view name, std::uint8_t seed_byte) {
  Ed25519Bytes seed{};
  seed.fill(seed_byte);
  return SigningKey(name, seed);
}

TEST(Checkpoint, HasOriginSizeAndRootALine) {
  const Checkpoint empty{"log.example", {0, empty_root()}, {}};
  EXPECT_EQ(text(empty), "log.example\n0\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n");
  EXPECT_EQ(parse_checkpoint(text(empty)), empty);
  const Checkpoint extended{"log.example", {20852163, empty_root()}, {"one", "two"}};
  EXPECT_EQ(parse_checkpoint(text(extended)), extended);
}

// Made by another implementation, golang.org/x/mod/sumdb/tlog and note, of the leaves 甲, 乙, 丙.
TEST(Checkpoint, IsTheOneThatGoSigns) {
  GrowingTree tree;
  for (const char* leaf : {"甲", "乙", "丙"}) tree.append(leaf_hash(leaf));
  EXPECT_EQ(sign_checkpoint({tree.size(), tree.root()}, key_named("log.example/foshan", 7)),
            "log.example/foshan\n3\n24qVsmnweVBcjAVuyKcOEGKjE+anKZVjFueN3KZ12cI=\n\n\xE2\x80\x94 log.example/foshan "
            "KBgFwB6Ff2ws8wbKwxaPu0ZQDa9/xmPVm6VP8ksPFpKKJp+oQGHiHTQOuSvg5d9gvu9q70aq6H96cs/KuhVBYqKcjQc=\n");
}

TEST(Checkpoint, OtherTextsAreRefused) {
  const std::string root = "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=";
  for (const std::string& wrong :
       {std::string(), std::string("o\n1\n"), "o\n1\n" + root, "\n1\n" + root + "\n", "o\n\n" + root + "\n",
        "o\n01\n" + root + "\n", "o\n-1\n" + root + "\n", "o\n+1\n" + root + "\n", "o\n1 \n" + root + "\n",
        "o\n0x1\n" + root + "\n", "o\n9223372036854775808\n" + root + "\n", "o\n1\n" + root.substr(4) + "\n",
        "o\n1\n" + root + "AAAA\n", std::string("o\n1\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFV=\n"),
        "o\n1\n" + root + "\n\n", "o\n1\n" + root + "\n\nmore\n", "o\r\n1\n" + root + "\n"})
    EXPECT_EQ(parse_checkpoint(wrong), std::nullopt) << wrong;
  EXPECT_TRUE(parse_checkpoint("o\n9223372036854775807\n" + root + "\n").has_value());
}

TEST(Checkpoint, IsBelievedOnlyFromItsOwnLog) {
  const SigningKey log = key_named("log.example", 1);
  const SigningKey other = key_named("other.example", 2);
  const TreeHead head{7, leaf_hash("root")};
  const std::string note = sign_checkpoint(head, log);
  EXPECT_EQ(open_checkpoint(note, log.verifier())->head, head);
  EXPECT_EQ(open_checkpoint(note, other.verifier()), std::nullopt);
  EXPECT_EQ(open_checkpoint(note, key_named("log.example", 2).verifier()), std::nullopt);
  // Signed by the log's key, but about another log.
  EXPECT_EQ(open_checkpoint(sign_note(text(Checkpoint{"other.example", head, {}}), log), log.verifier()), std::nullopt);
  EXPECT_EQ(open_checkpoint(sign_note("no checkpoint\n", log), log.verifier()), std::nullopt);
}

}  // namespace
}  // namespace gh::log
