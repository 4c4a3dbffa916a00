#include "log/checkpoint.h"

#include <gtest/gtest.h>

#include "log/proof.h"

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

TEST(Checkpoint, TheSpecificationsExampleIsRead) {
  const auto note = parse_note(
      "example.com/behind-the-sofa\n20852163\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n\n"
      "\xE2\x80\x94 example.com/behind-the-sofa "
      "Az3grlgtzPICa5OS8npVmf1Myq/5IZniMp+ZJurmRDeOoRDe4URYN7u5/Zhcyv2q1gGzGku9nTo+zyWE+xeMcTOAYQ8=\n");
  ASSERT_TRUE(note.has_value());
  const auto checkpoint = parse_checkpoint(note->text);
  ASSERT_TRUE(checkpoint.has_value());
  EXPECT_EQ(checkpoint->origin, "example.com/behind-the-sofa");
  EXPECT_EQ(checkpoint->head.size, 20'852'163U);
}

TEST(Checkpoint, OtherTextsAreRefused) {
  const std::string root = "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=";
  for (const std::string& wrong :
       {std::string(), std::string("o\n1\n"), "o\n1\n" + root, "\n1\n" + root + "\n", "o\n\n" + root + "\n", "o\n01\n" + root + "\n",
        "o\n-1\n" + root + "\n", "o\n+1\n" + root + "\n", "o\n1 \n" + root + "\n", "o\n0x1\n" + root + "\n",
        "o\n9223372036854775808\n" + root + "\n", "o\n1\n" + root.substr(4) + "\n", "o\n1\n" + root + "AAAA\n",
        std::string("o\n1\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFV=\n"), "o\n1\n" + root + "\n\n",
        "o\n1\n" + root + "\n\nmore\n", "o\r\n1\n" + root + "\n"})
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

class Proof : public testing::Test {
 protected:
  std::vector<std::string> leaves{"甲", "乙", "丙", "丁", "戊"};
  SigningKey log = key_named("log.example", 1);
  InclusionProof proof_of(std::uint64_t index) {
    std::vector<Digest> hashes;
    for (const std::string& leaf : leaves) hashes.push_back(leaf_hash(leaf));
    return {index, inclusion_proof(index, hashes.size(), reader_of(hashes)),
            sign_checkpoint({hashes.size(), root_of(hashes)}, log)};
  }
};

TEST_F(Proof, IsCheckedWithoutTheServer) {
  const std::string written = text(proof_of(2));
  EXPECT_TRUE(written.starts_with("c2sp.org/tlog-proof@v1\nindex 2\n"));
  const auto proof = parse_proof(written);
  ASSERT_TRUE(proof.has_value());
  EXPECT_EQ(text(*proof), written);
  EXPECT_TRUE(verify(*proof, "丙", log.verifier()));
  EXPECT_FALSE(verify(*proof, "丁", log.verifier()));
  EXPECT_FALSE(verify(*proof, "丙", key_named("log.example", 3).verifier()));
}

TEST_F(Proof, OfAnotherPlaceOrAnotherTreeIsRefused) {
  InclusionProof moved = proof_of(2);
  moved.log_index = 3;
  EXPECT_FALSE(verify(moved, "丙", log.verifier()));
  InclusionProof elsewhere = proof_of(2);
  elsewhere.checkpoint = sign_checkpoint({5, leaf_hash("another root")}, log);
  EXPECT_FALSE(verify(elsewhere, "丙", log.verifier()));
}

TEST_F(Proof, ExtraDataIsDropped) {
  std::string written = text(proof_of(0));
  written.insert(written.find("index"), "extra YWJj\n");
  const auto proof = parse_proof(written);
  ASSERT_TRUE(proof.has_value());
  EXPECT_EQ(text(*proof), text(proof_of(0)));
}

TEST_F(Proof, SpoiledTextsAreRefused) {
  const std::string written = text(proof_of(4));
  EXPECT_FALSE(parse_proof("").has_value());
  EXPECT_FALSE(parse_proof("c2sp.org/tlog-proof@v2" + written.substr(22)).has_value());
  EXPECT_FALSE(parse_proof("c2sp.org/tlog-proof@v1\nindex 04" + written.substr(30)).has_value());
  EXPECT_FALSE(parse_proof("c2sp.org/tlog-proof@v1\nindex 4\nAAAA\n\nx\n").has_value());
  const auto without_checkpoint = parse_proof(written.substr(0, written.find("\n\n") + 2));
  ASSERT_TRUE(without_checkpoint.has_value());
  EXPECT_FALSE(verify(*without_checkpoint, "戊", log.verifier()));
  EXPECT_FALSE(parse_proof(written.substr(0, written.find("\n\n") + 1)).has_value());
}

}  // namespace
}  // namespace gh::log
