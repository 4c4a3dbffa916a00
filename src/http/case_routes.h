// The routes of the engine under /api/v1: procedures, cases, acts, materials, inbox, the board of cards, the calendar
// and the policy behind them.
#pragma once
#include <vector>

#include "base/ids.h"
#include "http/route.h"

namespace gh::cases {
class BlobStore;
class Engine;
class Packs;
}  // namespace gh::cases
namespace gh::store {
class Db;
}

namespace gh::http {

// Pointers stay the owner's and outlive the routes.
struct CaseParts {
  cases::Engine* engine = nullptr;
  cases::Packs* packs = nullptr;
  const cases::BlobStore* blobs = nullptr;
  store::Db* db = nullptr;
  RandomBytes random;             // called by several threads at once
  std::string progress_secret{};  // of the installation: progress codes are made under it
  std::string public_address{};   // where people reach the portal, "https://guildhall.example"; empty: as they asked
};

std::vector<Route> case_routes(const CaseParts& parts);
std::vector<Route> act_routes(const CaseParts& parts);
std::vector<Route> material_routes(const CaseParts& parts);
std::vector<Route> inbox_routes(const CaseParts& parts);
std::vector<Route> catalogue_routes(const CaseParts& parts);
std::vector<Route> policy_routes(const CaseParts& parts);
std::vector<Route> clause_routes(const CaseParts& parts);
std::vector<Route> policy_history_routes(const CaseParts& parts);
std::vector<Route> progress_routes(const CaseParts& parts);
std::vector<Route> prefill_routes(const CaseParts& parts);
std::vector<Route> check_routes(const CaseParts& parts);
std::vector<Route> calendar_routes(const CaseParts& parts);

// Pieces of documentation that these share.
Documentation describe(std::string id, std::string tag, Text summary);
Parameter query_parameter(std::string name, json::object schema, Text says);
json::object text_schema();
json::object string_schema();
json::object integer_schema(std::int64_t min, std::int64_t max);

}  // namespace gh::http
