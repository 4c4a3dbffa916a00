// Awards and contracts with their milestones and money, grades and evaluation results.
#include "portal/listing.h"
#include "portal/register_pages.h"

namespace gh::portal {
namespace {

constexpr std::string_view kContracts = "/contracts";
constexpr std::string_view kEvaluations = "/evaluations";
constexpr std::int64_t kPermille = 1000;

std::vector<Filter> contract_filters(const Words& words) {
  return {{Filter::Kind::kText, "q", "contracts.filter_text"},
          {Filter::Kind::kChoice, "status", "contracts.filter_state",
           enum_choices<purchase::ContractStatus>("contract_state", words)},
          {Filter::Kind::kDay, "as_of", "list.as_of"}};
}

Page contracts_page(const Asked& asked) {
  const Words& words = asked.words;
  const auto filters = contract_filters(words);
  const purchase::ContractSearch search{asked_text(asked, "q"), "", "",
                                        asked_choice<purchase::ContractStatus>(asked, "status"), asked_moment(asked)};
  const auto read = [&](std::size_t limit, std::string_view after) {
    return purchase::search_contracts(asked.tx, search, limit, after);
  };
  const auto found = read(kPageLines, asked_text(asked, "cursor"));
  const auto counted = count_lines(asked, found, &purchase::ContractPage::contracts, read);
  json::array rows;
  for (const auto& contract : found.contracts) rows.push_back(contract_row(contract, {asked.pack, words, asked.today}));
  return {"contracts",
          words.say("contracts.title"),
          std::string(kContracts),
          {},
          {{"filters", filters_of(asked, kContracts, filters)},
           {"contracts", std::move(rows)},
           {"pages", pages_of(asked, kContracts, filters, found.next, found.contracts.size(), counted)},
           {"evaluations_href", words.link(kEvaluations)},
           {"opportunities_href", words.link("/opportunities")}}};
}

Page contract_page(const Asked& asked) {
  const Words& words = asked.words;
  const auto one = purchase::read_contract(asked.tx, Id(asked.request.param("id")), asked_moment(asked));
  if (!one) not_there("contract");
  const Writing with{asked.pack, words, asked.today};
  json::array milestones;
  for (const auto& milestone : one->milestones) {
    const std::string status = boost::describe::enum_to_string(milestone.status, "");
    const bool late = milestone.status == purchase::MilestoneStatus::open && milestone.due_on < asked.today;
    milestones.push_back({{"title", milestone.title},
                          {"share", value_text(milestone.share_permille, "permille", words)},
                          {"amount", words.yuan(milestone.amount_fen)},
                          {"due_on", words.day(milestone.due_on)},
                          {"state", badge(words.say_or("milestone_state." + status, status),
                                          late                                                  ? "bad"
                                          : milestone.status == purchase::MilestoneStatus::paid ? "good"
                                                                                                : "note")}});
  }
  const auto& contract = one->contract;
  const std::int64_t paid = contract.amount_fen > 0 ? multiply(contract.paid_fen, kPermille, contract.amount_fen) : 0;
  gazette::NoticeSearch about;
  about.case_id = contract.id;
  json::array notices;
  for (const auto& notice : gazette::search_notices(asked.tx, about, kPageLines).notices)
    notices.push_back(notice_row(notice, with));
  return {"contract",
          contract.title,
          std::string(kContracts),
          {{words.say("contracts.title"), std::string(kContracts)}},
          {{"contract", contract_row(contract, with)},
           {"case_href", words.link("/cases/" + contract.id)},
           {"paid_permille", paid},
           {"milestones", std::move(milestones)},
           {"notices", std::move(notices)}}};
}

std::vector<Filter> grade_filters(const Words& words) {
  return {{Filter::Kind::kText, "grade", "evaluations.filter_grade"},
          {Filter::Kind::kChoice, "state", "evaluations.filter_state",
           enum_choices<grading::GradeState>("grade_state", words)},
          {Filter::Kind::kDay, "as_of", "list.as_of"}};
}

Page evaluations_page(const Asked& asked) {
  const Words& words = asked.words;
  const auto filters = grade_filters(words);
  const Instant at = asked_moment(asked).value_or(asked.request.now);
  const Writing with{asked.pack, words, asked.today};
  const grading::GradeSearch search{
      "", asked_text(asked, "grade"), asked_choice<grading::GradeState>(asked, "state"), {at, words.day_of(at)}};
  const auto read = [&](std::size_t limit, std::string_view after) {
    return grading::search_grades(asked.tx, search, limit, after);
  };
  const auto grades = read(kPageLines, asked_text(asked, "cursor"));
  const auto counted = count_lines(asked, grades, &grading::GradePage::grades, read);
  json::array rows;
  for (const auto& grade : grades.grades) rows.push_back(grade_row(grade, with));
  gazette::NoticeSearch results;
  results.kind = "result";
  json::array notices;
  for (const auto& notice : gazette::search_notices(asked.tx, results, kPageLines).notices)
    notices.push_back(notice_row(notice, with));
  return {"evaluations",
          words.say("evaluations.title"),
          std::string(kContracts),
          {{words.say("contracts.title"), std::string(kContracts)}},
          {{"filters", filters_of(asked, kEvaluations, filters)},
           {"grades", std::move(rows)},
           {"pages", pages_of(asked, kEvaluations, filters, grades.next, grades.grades.size(), counted)},
           {"notices", std::move(notices)}}};
}

}  // namespace

void add_contract_pages(std::vector<http::Route>& routes, const PortalParts& parts) {
  const Words words(Language::kZh, UtcOffset{0});
  add_page(routes, parts,
           {"readContractsPage",
            std::string(kContracts),
            {"中标与合同页", "Page of awards and contracts"},
            parameters_of(contract_filters(words)),
            false,
            contracts_page});
  add_page(routes, parts,
           {"readContractPage",
            "/contracts/{id}",
            {"合同页", "Page of a contract"},
            {http::query_parameter("as_of", http::string_schema(), {"查询日期", "as it stood on that day"})},
            true,
            contract_page});
  add_page(routes, parts,
           {"readEvaluationsPage",
            std::string(kEvaluations),
            {"评估结果页", "Page of evaluation results"},
            parameters_of(grade_filters(words)),
            false,
            evaluations_page});
}

}  // namespace gh::portal
