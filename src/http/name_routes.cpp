// The name check as a public service.
#include "cases/packs.h"
#include "http/register_query.h"
#include "http/registry_routes.h"
#include "registry/name_neighbours.h"
#include "registry/names.h"

namespace gh::http {
namespace {

constexpr std::size_t kNameMaxBytes = 300;  // 100 Chinese characters

[[noreturn]] void refuse(std::string field, std::string rule, std::string clause, Text says) {
  throw Problem(ProblemCode::kInvalidForm,
                FieldError{std::move(field), std::move(rule), std::move(clause), std::move(says)});
}

}  // namespace

registry::NameInquiry name_inquiry(const Request& request, const policy::Pack& pack) {
  registry::NameInquiry out;
  out.name = request.query_text("name", kNameMaxBytes);
  out.division = request.query_text("division");
  out.industry = request.query_text("industry");
  out.kind = query_enum<registry::NameKind>(request, "kind").value_or(registry::NameKind::trade_association);
  if (out.name.empty()) refuse("/query/name", "required", "", {"请填写名称", "a name is needed"});
  if (out.division.empty()) out.division = pack.division;
  if (registry::registry_body(pack, out.division) == nullptr)
    refuse("/query/division", "registry", "社会团体登记管理条例7",
           {"该行政区划没有登记机关", "no registry registers in this division"});
  if (!out.industry.empty() && !registry::industry_exists(pack, out.industry))
    refuse("/query/industry", "industry", "三(二)2",
           {"行业代码不在国民经济行业分类中", "no industry of GB/T 4754 has this code"});
  return out;
}

std::vector<Parameter> name_parameters() {
  auto name = query_parameter("name", string_schema(), {"拟用名称", "the proposed name"});
  name.required = true;
  return {std::move(name),
          query_parameter("division", string_schema(),
                          {"登记地（行政区划代码），不填为本市", "division it would register in; the city without it"}),
          query_parameter("industry", string_schema(), {"行业代码（GB/T 4754）", "industry (GB/T 4754)"}),
          query_parameter("kind", schema_of<registry::NameKind>(),
                          {"类型，分支机构为 branch", "kind; branch for the name of a branch"})};
}

std::vector<Route> name_routes(const CaseParts& parts) {
  auto about = describe("checkName", "registry",
                        {"名称核准查询：逐条规则的结论、依据和近似名称",
                         "Checks a name: each rule with its outcome and clause, and the names that are similar"});
  about.parameters = name_parameters();
  about.response = schema_of<registry::NameCheck>();
  std::vector<Route> out;
  out.emplace_back("GET", "/api/v1/name-check", Access::kPublic,
                   ReadHandler{[parts](const Request& request, store::Tx& tx) {
                     const auto pack = parts.packs->newest();
                     const Day today = local_day(request.now, pack->utc_offset);
                     return ok(write(registry::check_name(tx, *pack, name_inquiry(request, *pack), today)));
                   }},
                   std::move(about));
  return out;
}

}  // namespace gh::http
