#include "log/proof.h"

#include "log/log_fixture.h"

namespace gh::log {
namespace {

class Proof : public testing::Test {
 protected:
  std::vector<std::string> leaves{"甲", "乙", "丙", "丁", "戊"};
  SigningKey log = test_key("log.example", 1);
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
  EXPECT_FALSE(verify(*proof, "丙", test_key("log.example", 3).verifier()));
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
