// What is on record about organisations (yearly reports, penalties, listings, investigations, honours) and who is on an
// association's roll.
#pragma once
#include <boost/describe/class.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "registry/entries.h"

namespace gh::registry {

struct Record {
  Id id;       // the case's; of a listing that turned serious, one of its own
  Id case_id;  // has at most one record of a kind
  Id organisation_id;
  std::string kind;  // annual_report, penalty, abnormal_listing, serious_listing, investigation, honour
  Day on_day{};
  std::optional<std::int64_t> year;
  std::string conclusion;
  std::optional<Fen> fine_fen;
  std::optional<Day> until_day;  // last day, where fixed beforehand
  std::string summary;
  std::string cause;     // of a listing: a key of parameter abnormal_causes or serious_causes
  std::string measures;  // of a penalty, each between blanks: " warning fine "
  Id begun_by_act;
  Instant begun_at{};
  std::optional<Day> ended_on;  // first day without it
  std::optional<Id> ended_by_act;
  std::optional<Instant> ended_at;
};
BOOST_DESCRIBE_STRUCT(Record, (),
                      (id, case_id, organisation_id, kind, on_day, year, conclusion, fine_fen, until_day, summary,
                       cause, measures, begun_by_act, begun_at, ended_on, ended_by_act, ended_at))

// False, and nothing written, when the case has a record of the kind already or the organisation has a report of that
// year.
bool add_record(store::Tx& tx, Record record, const ByAct& by);
// False when the case has no record that lasts and hasn't been ended.
bool end_record(store::Tx& tx, const Id& case_id, Day on, const ByAct& by);

// Records of the kind dated on or after the day; of the kinds that last, also those begun earlier and in force on it.
std::int64_t record_count(store::Tx& tx, const Id& organisation, std::string_view kind, Day from);

// The latest year whose report was due before `today`, when reports are due on `due` ("MM-DD") of the following year.
// Nothing for a text that is no such day.
std::optional<int> latest_year_due(std::string_view due, Day today);
// The report of that year passed or basically passed, or the organisation was registered less than `excused_months`
// before its 31 December, or later.
bool annual_report_in_order(store::Tx& tx, const Id& organisation, std::string_view due, std::int64_t excused_months,
                            Day today);

// Newest first; of the kinds that are open to everybody: all but investigations.
std::vector<Record> public_records_of(store::Tx& tx, const Id& organisation, std::size_t limit);

// A member is a company, or of a federation an association. False when it is on the roll already.
bool admit_member(store::Tx& tx, const Id& membership, const Id& association, const Id& company, Day on,
                  const ByAct& by);
// False when it isn't on the roll, or joined later than that.
bool remove_member(store::Tx& tx, const Id& association, const Id& company, Day on, const ByAct& by);
// Everybody leaves: the association has ended.
void close_roll(store::Tx& tx, const Id& association, Day on, const ByAct& by);
// Who is on the roll, in order of their ids.
std::vector<Id> roll_of(store::Tx& tx, const Id& association);
bool is_member(store::Tx& tx, const Id& association, const Id& company);
std::int64_t members_of(store::Tx& tx, const Id& association);
// On the roll on that day, by what the register had taken in by `known_at`.
std::int64_t members_on(store::Tx& tx, const Id& association, Day on, Instant known_at);

}  // namespace gh::registry
