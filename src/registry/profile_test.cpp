// What hangs on an association's entry, as everybody reads it: certificates, filings that are public, how it ended.
#include "registry/life_fixture.h"
#include "registry/reading.h"

namespace gh::registry {
namespace {

class Profile : public OnLife {
 protected:
  OneAssociation read(const Id& id, std::optional<Instant> as_of = {}) {
    return *city->db->reading([&](store::Tx& tx) { return read_association(tx, *city->packs->newest(), id, as_of); });
  }
};
INSTANTIATE_TEST_SUITE_P(Databases, Profile, testing::ValuesIn(store::kDialects));

TEST_P(Profile, EachCertificateTakesThePlaceOfTheLast) {
  const Id one = registered("示例市陶瓷行业协会");
  const Instant at_first = city->time.now();
  city->time.advance(std::chrono::hours{24 * 5});
  ASSERT_EQ(does("replacement", about(one)), "done");
  const auto certificates = read(one).certificates;
  ASSERT_EQ(certificates.size(), 2U);
  EXPECT_EQ(certificates[0].copy, 1);
  EXPECT_EQ(certificates[0].originals, 1);
  EXPECT_EQ(certificates[0].duplicates, 2);
  EXPECT_EQ(certificates[0].replaced_on, certificates[1].issued_on);
  EXPECT_EQ(certificates[1].copy, 2);
  EXPECT_FALSE(certificates[1].replaced_on.has_value());
  EXPECT_EQ(read(one).association.certificate_copy, 2);
  const auto then = read(one, at_first).certificates;
  ASSERT_EQ(then.size(), 1U);
  EXPECT_FALSE(then[0].replaced_on.has_value()) << "nobody knew yet";
}

TEST_P(Profile, ACertificateIsVoidFromTheEndOn) {
  const Id one = registered("示例市陶瓷行业协会");
  ASSERT_EQ(does("liquidation", about(one)), "done");
  EXPECT_FALSE(read(one).certificates.at(0).replaced_on.has_value());
  ASSERT_EQ(does("ending", about(one, {{"status", "deregistered"}})), "done");
  const auto ended = read(one);
  ASSERT_EQ(ended.certificates.size(), 1U);
  EXPECT_EQ(ended.certificates[0].replaced_on, ended.association.ended_on);
  EXPECT_TRUE(ended.association.ended_on.has_value());
  EXPECT_EQ(ended.association.status_ground, "dissolution");
}

TEST_P(Profile, AnAssociationIsFoundByItsCode) {
  const Id one = registered("示例市陶瓷行业协会");
  EXPECT_EQ(text_fact("registry.association_of", {text_fact("registry.credit_code", {one})}), one);
  EXPECT_EQ(text_fact("registry.association_of", {"51100000500009247D"}), "");
}

TEST_P(Profile, FilingsOfPublicMattersStandWithTheirDaysAsTheyWereKnown) {
  const Id one = registered("示例市陶瓷行业协会");
  ASSERT_EQ(does("filing", about(one, {{"on", "2026-09-21"}})), "done");
  const Instant at_first = city->time.now();
  city->time.advance(std::chrono::hours{24 * 5});
  ASSERT_EQ(does("filing", about(one, {{"on", "2026-09-22"}})), "done");
  ASSERT_EQ(does("seating", about(one, {{"officers", json::array{}}})), "done");
  const auto filings = read(one).filings;
  ASSERT_EQ(filings.size(), 2U);
  EXPECT_EQ(filings[0].matter, "seal");
  EXPECT_EQ(filings[0].on, day_of(2026, 9, 21));
  EXPECT_TRUE(filings[0].replaced_on.has_value());
  EXPECT_FALSE(filings[1].replaced_on.has_value());
  EXPECT_FALSE(read(one, at_first).filings.at(0).replaced_on.has_value());
}

TEST_P(Profile, AFilingWhoseMatterIsNotPublicIsNotRead) {
  const Id one = registered("示例市陶瓷行业协会");
  ASSERT_EQ(does("private-filing", about(one, {{"on", "2026-09-21"}})), "done");
  EXPECT_TRUE(read(one).filings.empty());
}

}  // namespace
}  // namespace gh::registry
