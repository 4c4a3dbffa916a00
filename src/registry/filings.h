// What an association has put on file with the registry (备案): its charter, seal, accounts, dues, offices, entities.
#pragma once
#include <boost/describe/class.hpp>
#include <optional>
#include <string>
#include <vector>

#include "registry/entries.h"

namespace gh::registry {

struct Filing {
  Id case_id;
  Id organisation_id;
  std::string matter;  // charter, officers, term_report, term_delay, seal, bank_account, dues, office, entity
  Day on_day{};
  Id begun_by_act;
  Instant begun_at{};
  std::optional<Id> ended_by_act;  // a newer one of the same matter
  std::optional<Instant> ended_at;
};
BOOST_DESCRIBE_STRUCT(Filing, (),
                      (case_id, organisation_id, matter, on_day, begun_by_act, begun_at, ended_by_act, ended_at))

// Ends the filing of the same matter that is in force and begins this one.
void put_on_file(store::Tx& tx, const Filing& filing, const ByAct& by);
// Every filing there was, oldest first.
std::vector<Filing> all_filings_of(store::Tx& tx, const Id& organisation);
// Those in force, by matter.
std::vector<Filing> filings_of(store::Tx& tx, const Id& organisation);
// The day of the newest filing of the matter; nothing where there is none.
std::optional<Day> filed_on(store::Tx& tx, const Id& organisation, std::string_view matter);

}  // namespace gh::registry
