// The register of associations and the check of names, open to everybody.
#pragma once
#include "http/case_routes.h"
#include "registry/name_neighbours.h"

namespace gh::http {

std::vector<Route> registry_routes(const CaseParts& parts);
std::vector<Route> name_routes(const CaseParts& parts);

// What a query asks of a name: `name`, `division`, `industry`, `kind`. Throws kInvalidForm for a division without
// registry or an unknown industry.
registry::NameInquiry name_inquiry(const Request& request, const policy::Pack& pack);
// Those members, documented.
std::vector<Parameter> name_parameters();

// The abnormal and the serious list.
std::vector<Route> credit_routes(const CaseParts& parts);
// The fine of a penalty case.
std::vector<Route> fine_routes(const CaseParts& parts);
// Rounds of annual reports, for the registry that holds them.
std::vector<Route> report_routes(const CaseParts& parts);
// Rolls of members, and links between associations.
std::vector<Route> member_routes(const CaseParts& parts);

}  // namespace gh::http
