// The registers: associations, who is eligible, the catalogues of functions and of services, contracts, grades.
#pragma once
#include "portal/pages.h"
#include "portal/rows.h"
#include "registry/name_neighbours.h"

namespace gh::portal {

void add_association_pages(std::vector<http::Route>& routes, const PortalParts& parts);
void add_catalogue_pages(std::vector<http::Route>& routes, const PortalParts& parts);
void add_function_pages(std::vector<http::Route>& routes, const PortalParts& parts);
void add_contract_pages(std::vector<http::Route>& routes, const PortalParts& parts);
void add_committee_page(std::vector<http::Route>& routes, const PortalParts& parts);
void add_credit_page(std::vector<http::Route>& routes, const PortalParts& parts);
void add_performance_pages(std::vector<http::Route>& routes, const PortalParts& parts);
void add_name_page(std::vector<http::Route>& routes, const PortalParts& parts);

// The answer to a check of a name, as the template wants it, with the way on to the registration's form.
json::object name_answer(const registry::NameCheck& check, const registry::NameInquiry& asked, const Writing& with);

// The profile of an association, from what the modules read of it.
struct Profile {
  registry::OneAssociation one;
  std::vector<grading::GradeView> grades;
  std::vector<grading::ListingView> listings;
  std::vector<transfer::FunctionView> functions;
  std::vector<purchase::ContractView> contracts;
  std::vector<gazette::Notice> notices;
  bool past = false;  // as it stood on an earlier day
};
Page profile_page(const Profile& profile, const Writing& with);

}  // namespace gh::portal
