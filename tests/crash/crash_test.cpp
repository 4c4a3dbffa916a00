// The real program under load, killed or stopped in the middle of it again and again: whatever it acknowledged is there
// afterwards, whatever it left unanswered is done once when asked again, and its log and cases still prove themselves.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <functional>
#include <iostream>

#include "app/clock.h"
#include "cases/model.h"
#include "crash/clients.h"
#include "scenarios/program.h"
#include "simulation/dice.h"
#include "store/testing.h"

namespace gh::crash {
namespace {

using testing::Contains;
using testing::HasSubstr;
using testing::IsEmpty;

constexpr int kRounds = 10;
constexpr int kRoundsOfOneDatabase = 20;
constexpr int kStops = 4;
constexpr std::size_t kClients = 12;
constexpr std::size_t kLeastAcknowledged = 20;  // acts before the end, however slow the machine is
constexpr std::int64_t kMostMs = 800;           // of load after them

std::uint64_t number_from(const char* variable, std::uint64_t otherwise) {
  const char* text = std::getenv(variable);
  return text == nullptr || *text == '\0' ? otherwise : std::strtoull(text, nullptr, 10);
}

std::uint64_t seed_of_run() {
  static const std::uint64_t seed =
      number_from("GUILDHALL_SEED", static_cast<std::uint64_t>(utc_ms(app::SystemTime{}.now())));
  return seed;
}

// A database of its own with its clients, served and killed.
class House {
 public:
  House() {
    // A copy: the pack may be worked on while a long run goes on.
    std::filesystem::copy(std::string(GUILDHALL_SOURCE_DIR) + "/policy/440600/2012-93", policy(),
                          std::filesystem::copy_options::recursive);
    app::InstallationOptions options;
    options.db_url = url();
    options.data_folder = folder_.path() + "/house";
    options.policy_folder = policy();
    app::Installation installation(options, time_, app::system_random());
    badges_ = hire_clients(installation, kClients);
  }

  std::vector<std::string> arguments(const std::string& verb) const {
    std::vector<std::string> out{verb, "--db", url(), "--data", folder_.path() + "/house", "--policy", policy()};
    if (verb == "serve") out.insert(out.end(), {"--port", "0", "--quiet"});
    return out;
  }
  std::unique_ptr<scenarios::ServingProgram> serve() const {
    return std::make_unique<scenarios::ServingProgram>(GUILDHALL_PROGRAM, arguments("serve"));
  }
  scenarios::Finished verify() const { return scenarios::run_program(GUILDHALL_PROGRAM, arguments("verify")); }
  std::string url() const { return "sqlite:" + folder_.path() + "/guildhall.db"; }
  const std::vector<Badges>& badges() const { return badges_; }

  // Repeats what was left without an answer, then holds every answer against the database.
  void settle_and_check(std::uint16_t port) {
    for (const std::size_t place : answers.unknown())
      ASSERT_TRUE(settle(port, answers, place)) << answers.at(place).key;
    EXPECT_EQ(answers.count(Sent::Outcome::kUnknown), 0U);
    EXPECT_THAT(answers.faults(*store::Db::open(url())), IsEmpty());
  }

  Answers answers;

 private:
  std::string policy() const { return folder_.path() + "/policy"; }

  store::TemporaryDirectory folder_;
  app::SystemTime time_;
  std::vector<Badges> badges_;
};

// Serves, with clients at work, until they have done something and a while longer; then `end` ends the program.
void serve_under_load(House& house, int round, simulation::Dice& dice,
                      const std::function<void(std::unique_ptr<scenarios::ServingProgram>&)>& end) {
  auto program = house.serve();
  house.settle_and_check(program->port());
  Load load(program->port(), house.badges(), round, seed_of_run() + static_cast<std::uint64_t>(round), house.answers);
  ASSERT_TRUE(load.wait_for(kLeastAcknowledged));
  std::this_thread::sleep_for(std::chrono::milliseconds(dice.between(0, kMostMs)));
  end(program);
  load.stop();
  EXPECT_THAT(load.surprises(), IsEmpty());
}

TEST(Crash, WhatWasAcknowledgedIsThereAndWhatWasNotIsDoneOnce) {
  const int rounds = static_cast<int>(number_from("GUILDHALL_CRASH_ROUNDS", kRounds));
  std::cout << "seed " << seed_of_run() << ", " << rounds << " rounds" << std::endl;
  simulation::Dice dice(seed_of_run());
  std::size_t acknowledged = 0;
  std::size_t unanswered = 0;
  for (int done = 0; done < rounds && !testing::Test::HasFailure();) {
    House house;
    for (int i = 0; i < kRoundsOfOneDatabase && done < rounds && !testing::Test::HasFailure(); ++i, ++done) {
      serve_under_load(house, i, dice, [](auto& program) { program.reset(); });  // SIGKILL
      unanswered += house.answers.unknown().size();
    }
    // Twice: as the crash left it, and after a last start and an orderly stop.
    const auto crashed = house.verify();
    EXPECT_EQ(crashed.exit_code, 0) << crashed.output;
    auto program = house.serve();
    house.settle_and_check(program->port());
    EXPECT_EQ(program->stop().exit_code, 0);
    const auto stopped = house.verify();
    EXPECT_EQ(stopped.exit_code, 0) << stopped.output;
    acknowledged += house.answers.count(Sent::Outcome::kDone);
  }
  std::cout << "  " << acknowledged << " acts acknowledged, " << unanswered << " requests left unanswered by a kill"
            << std::endl;
  // Otherwise the kills came when nobody was asking.
  EXPECT_GT(unanswered, static_cast<std::size_t>(rounds));
}

TEST(Crash, StoppedUnderLoadTheProgramEndsWhatItHasBegun) {
  simulation::Dice dice(seed_of_run());
  House house;
  for (int i = 0; i < kStops && !testing::Test::HasFailure(); ++i) {
    serve_under_load(house, i, dice, [](auto& program) {
      const auto stopped = program->stop();  // SIGTERM
      EXPECT_EQ(stopped.exit_code, 0) << stopped.output;
    });
    const auto db = store::Db::open(house.url());
    EXPECT_THAT(house.answers.faults(*db), IsEmpty());
    EXPECT_THAT(house.answers.done_in_silence(*db), IsEmpty());
    const auto verified = house.verify();
    EXPECT_EQ(verified.exit_code, 0) << verified.output;
  }
  auto program = house.serve();
  house.settle_and_check(program->port());
}

// The harness itself: what a program that answers too early, or twice, would leave behind is found.
class SpoiledHouse : public testing::Test {
 protected:
  void SetUp() override {
    auto program = house.serve();
    {
      Load load(program->port(), house.badges(), 1, 1, house.answers);
      ASSERT_TRUE(load.wait_for(60));
    }
    EXPECT_EQ(program->stop().exit_code, 0);
    ASSERT_THAT(faults(), IsEmpty());
  }
  std::vector<std::string> faults() { return house.answers.faults(*store::Db::open(house.url())); }
  void spoil(std::string_view sql) {
    store::Db::open(house.url())->write([&](store::Tx& tx) { ASSERT_EQ(tx.execute(sql), 1); });
  }
  House house;
};

TEST_F(SpoiledHouse, AnAcknowledgedActThatIsGoneIsFound) {
  spoil("delete from act where id = (select max(id) from act where idempotency_key is not null)");
  EXPECT_THAT(faults(), Contains(HasSubstr("acknowledged, but lost")));
}

TEST_F(SpoiledHouse, AnActThatIsNotWhatWasAnsweredIsFound) {
  spoil("update act set to_state = 'elsewhere' where id = (select max(id) from act where idempotency_key is not null)");
  EXPECT_THAT(faults(), Contains(HasSubstr("stands there")));
  EXPECT_NE(house.verify().exit_code, 0);
}

TEST_F(SpoiledHouse, AnActThatNobodyWasToldOfIsFound) {
  const auto all = house.answers.all();
  const auto done = std::ranges::find(all, Sent::Outcome::kDone, &Sent::outcome);
  ASSERT_NE(done, all.end());
  Sent silent = *done;
  silent.outcome = Sent::Outcome::kUnknown;
  house.answers.end(static_cast<std::size_t>(done - all.begin()), silent);
  EXPECT_THAT(house.answers.done_in_silence(*store::Db::open(house.url())), Contains(silent.key));
}

TEST_F(SpoiledHouse, AnActDoneTwiceIsFound) {
  store::Db::open(house.url())->write([&](store::Tx& tx) {
    auto act = tx.one<cases::Act>("select * from act where idempotency_key is not null order by id desc");
    // The same key once more, as another office's: what a lost check of keys would let through.
    tx.execute(
        "insert into act (id, case_id, ordinal, kind, action, from_state, to_state, office_id, account_id, role, "
        "organisation_id, division, on_behalf_of, at, effective_at, form, request_digest, secret, idempotency_key, "
        "caused_by, pack_version, case_version, materials) select 'another', case_id, ordinal + 1, kind, action, "
        "from_state, "
        "to_state, 'another', account_id, role, organisation_id, division, on_behalf_of, at, effective_at, form, "
        "request_digest, secret, idempotency_key, caused_by, pack_version, case_version, materials from act where id = "
        "?",
        {act.value().id});
  });
  EXPECT_THAT(faults(), Contains(HasSubstr("done 2 times")));
}

}  // namespace
}  // namespace gh::crash
