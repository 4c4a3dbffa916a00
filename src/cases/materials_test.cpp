// Materials: declared kinds, type by content, size, versions, and who may add them.
#include "cases/materials.h"

#include <filesystem>
#include <fstream>

#include "base/digest.h"
#include "cases/engine_fixture.h"

namespace gh::cases {
namespace {

constexpr std::string_view kPdf = "%PDF-1.4 a charter";

class MaterialsTest : public testing::Test {
 protected:
  MaterialsTest() : city(store::temporary_sqlite()), blobs(folder.path() + "/blobs") {
    id = city.open(city.founder(), City::application()).case_id;
  }
  // As it comes over HTTP: checked, kept, recorded.
  Material add(const identity::Caller& caller, const std::string& kind, const std::string& name, std::string_view bytes,
               const std::optional<std::string>& key = {}) {
    const Upload asked{kind, name, bytes, key};
    city.db->reading([&](store::Tx& tx) {
      check_upload(*city.engine, tx, caller, id, asked, hex(bytes_of(sha256(bytes))), city.time.now());
      return 0;
    });
    const std::string kept = blobs.put(bytes);
    return city.db->writing([&](store::Tx& tx) {
      return upload(*city.engine, tx, caller, id, asked, kept, new_stamp(city.time.now(), city.random));
    });
  }
  std::vector<std::string> missing() {
    const CaseFile file = city.file(id);
    return city.db->reading([&](store::Tx& tx) { return missing_materials(tx, file, *city.packs->newest()); });
  }
  store::TemporaryDirectory folder;
  City city;
  BlobStore blobs;
  Id id;
};

TEST_F(MaterialsTest, AFileIsKeptUnderItsDigestAndReadBackUnchanged) {
  const Material kept = add(city.founder(), "charter", "章程.pdf", kPdf);
  EXPECT_EQ(kept.media_type, "application/pdf");
  EXPECT_EQ(blobs.get(kept.sha256), std::string(kPdf));
  EXPECT_TRUE(missing().empty());
}

TEST_F(MaterialsTest, ASecondFileOfAKindIsANewVersion) {
  add(city.founder(), "charter", "章程.pdf", kPdf);
  EXPECT_EQ(add(city.founder(), "charter", "章程2.pdf", "%PDF-1.4 mended").version, 2);
}

TEST_F(MaterialsTest, RefusesWhatTheProcedureDoesNotDeclareOrAllow) {
  EXPECT_EQ(refusal_of([&] { add(city.founder(), "photo", "照片.pdf", kPdf); }), "invalid-form material-kind");
  EXPECT_EQ(refusal_of([&] { add(city.founder(), "charter", "章程.pdf", "MZ a program that says it is a charter"); }),
            "unsupported-media material-type");
  EXPECT_EQ(refusal_of([&] { add(city.founder(), "charter", "章程.pdf", std::string(1001, 'x')); }),
            "too-large material-size");
  EXPECT_EQ(refusal_of([&] { add(city.founder(), "charter", "章程.pdf", ""); }), "too-large material-size");
  EXPECT_EQ(missing(), std::vector<std::string>{"charter"});
}

TEST_F(MaterialsTest, RefusesNamesThatArePathsOrHoldControlCharacters) {
  for (const char* name : {"../charter.pdf", "a/b.pdf", "a\\b.pdf", "line\nbreak.pdf", ""})
    EXPECT_EQ(refusal_of([&] { add(city.founder(), "charter", name, kPdf); }), "invalid-form file-name") << name;
}

TEST_F(MaterialsTest, OnlyTheApplicantAndWhoHoldsAStepMayAddOne) {
  EXPECT_EQ(refusal_of([&] { add(city.as("another", "founder"), "charter", "章程.pdf", kPdf); }), "forbidden uploader");
  EXPECT_EQ(add(city.registrar(), "charter", "章程.pdf", kPdf).version, 1);
}

TEST_F(MaterialsTest, NothingIsAddedToAClosedCase) {
  city.perform(city.founder(), id, "give-up");
  EXPECT_EQ(refusal_of([&] { add(city.founder(), "charter", "章程.pdf", kPdf); }), "conflict closed");
}

TEST_F(MaterialsTest, NobodyAddsToWhatHeHandedInSealedOnceTheSealsAreOpened) {
  id = city.open(city.founder(), {{"opens_at", "2026-09-22T09:00:00.000Z"}, {"price_fen", 4800000}}, "bid").case_id;
  city.at("2026-09-22T08:59:59.999Z");
  EXPECT_EQ(add(city.founder(), "plan", "方案.pdf", kPdf).version, 1);
  city.at("2026-09-22T09:00:00.000Z");
  EXPECT_EQ(refusal_of([&] { add(city.founder(), "plan", "方案.pdf", kPdf); }), "conflict deadline_passed");
}

TEST_F(MaterialsTest, TheSameAskedTwiceUnderOneKeyIsOneFile) {
  const Material first = add(city.founder(), "charter", "章程.pdf", kPdf, "k1");
  EXPECT_EQ(add(city.founder(), "charter", "章程.pdf", kPdf, "k1").id, first.id);
  EXPECT_EQ(refusal_of([&] { add(city.founder(), "charter", "章程.pdf", "%PDF-1.4 other", "k1"); }),
            "idempotency-mismatch same-key-other-content");
  EXPECT_EQ(refusal_of([&] { add(city.founder(), "charter", "章程.pdf", kPdf, ""); }), "invalid-form key-length");
  EXPECT_EQ(blobs.get(hex(bytes_of(sha256(std::string_view("%PDF-1.4 other"))))), std::nullopt);
  EXPECT_EQ(city.file(id).version, 2);
  city.perform(city.founder(), id, "give-up");
  EXPECT_EQ(add(city.founder(), "charter", "章程.pdf", kPdf, "k1").id, first.id);
}

TEST_F(MaterialsTest, WhoeverDecidesKnowsThatAPaperWasChanged) {
  const std::int64_t seen = city.file(id).version;
  add(city.founder(), "charter", "章程.pdf", kPdf);
  EXPECT_EQ(refusal_of([&] { city.perform(city.registrar(), id, "accept", {}, seen); }), "stale-version version");
}

TEST_F(MaterialsTest, WhatTimeHasDecidedComesBeforeTheFileThoughTheSchedulerIsLate) {
  city.perform(city.registrar(), id, "accept");
  city.perform(city.registrar(), id, "forward");
  city.perform(city.registrar(), id, "sign", {{"reason", "同意"}});
  city.perform(city.as("legal", "legal", "civil-affairs"), id, "sign", {{"reason", "同意"}});
  ASSERT_EQ(city.file(id).state, "publicity");
  city.at("2026-12-01T01:00:00Z");
  add(city.founder(), "charter", "章程.pdf", kPdf);
  EXPECT_NE(city.file(id).state, "publicity");
  EXPECT_EQ(city.count("select count(*) from act where kind = 'timer' and ordinal < (select max(ordinal) from act)"),
            1);
}

TEST_F(MaterialsTest, WhatIsRefusedIsNotKept) {
  EXPECT_EQ(refusal_of([&] { add(city.as("another", "founder"), "charter", "章程.pdf", kPdf); }), "forbidden uploader");
  EXPECT_FALSE(std::filesystem::exists(folder.path() + "/blobs"));
}

TEST_F(MaterialsTest, TheLogKnowsTheDigestButNotTheName) {
  add(city.founder(), "charter", "会长签名.pdf", kPdf);
  EXPECT_EQ(city.count("select count(*) from log_pending where leaf like '%会长签名%'"), 0);
  EXPECT_EQ(city.count("select count(*) from log_pending where leaf like '%\"sha256\"%'"), 1);
}

TEST_F(MaterialsTest, ABlobThatChangedOnDiskIsNotHandedOut) {
  const Material kept = add(city.founder(), "charter", "章程.pdf", kPdf);
  const auto path = std::filesystem::path(folder.path()) / "blobs" / kept.sha256.substr(0, 2) / kept.sha256;
  std::ofstream(path, std::ios::app) << "!";
  EXPECT_THROW(blobs.get(kept.sha256), Bug);
}

}  // namespace
}  // namespace gh::cases
