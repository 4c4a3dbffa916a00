#include "draw/pool.h"

#include "base/assert.h"
#include "base/described.h"
#include "identity/offices.h"
#include "identity/organisations.h"

namespace gh::draw {
namespace {

struct TieText {
  std::optional<std::string> credit_code;
  std::optional<std::string> name;
  std::optional<Day> until;
};
BOOST_DESCRIBE_STRUCT(TieText, (), (credit_code, name, until))

struct ExpertRow {
  Id office_id;
  std::string specialities;
  std::string ties;
};
BOOST_DESCRIBE_STRUCT(ExpertRow, (), (office_id, specialities, ties))

}  // namespace

std::vector<Expert> pool_of(store::Tx& tx, Day today) {
  std::vector<Expert> out;
  const auto rows = tx.all<ExpertRow>(
      "select office_id, specialities, ties from draw_expert where ended_by_act is null order by office_id limit ?",
      {kPoolMax});
  GH_ASSERT(rows.size() < kPoolMax);
  for (const ExpertRow& row : rows) {
    const auto office = identity::find_office(tx, row.office_id);
    if (!office || !identity::in_force(*office, today)) continue;
    Expert expert{
        row.office_id, office->organisation_id, read<std::vector<std::string>>(parse_json(row.specialities)), {}};
    for (const TieText& tie : read<std::vector<TieText>>(parse_json(row.ties)))
      expert.ties.push_back({tie.credit_code.value_or(""), tie.name.value_or(""), tie.until});
    out.push_back(std::move(expert));
  }
  return out;
}

std::vector<Avoided> avoided_of(store::Tx& tx, const std::vector<Id>& organisations, const policy::AskFact& ask) {
  std::vector<Avoided> out;
  for (const Id& id : organisations) {
    const auto organisation = identity::find_organisation(tx, id);
    if (!organisation) continue;
    const json::value code = ask("registry.credit_code", json::array{json::string(id)});
    out.push_back({id, code.is_string() ? std::string(code.get_string()) : std::string(), organisation->name});
  }
  return out;
}

std::vector<Seed> seeds_of(store::Tx& tx, const Id& case_id) {
  auto seeds = tx.all<Seed>(
      "select number, seed, commitment, revealed_by_act from draw_seed where case_id = ? order by number", {case_id});
  for (Seed& seed : seeds)
    if (!seed.revealed_by_act) seed.seed.clear();
  return seeds;
}

std::vector<Round> rounds_of(store::Tx& tx, const Id& case_id) {
  return tx.all<Round>("select * from draw_round where case_id = ? order by number", {case_id});
}

std::vector<KeptTicket> tickets_of(store::Tx& tx, const Id& round) {
  return tx.all<KeptTicket>(
      "select office_id, ticket, outcome, rule, place from draw_ticket where round_id = ? order by outcome = 'out', "
      "place, "
      "office_id",
      {round});
}

}  // namespace gh::draw
