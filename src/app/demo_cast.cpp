#include "app/demo_cast.h"

#include <fmt/format.h>

#include <set>

#include "base/assert.h"
#include "registry/credit_code.h"

namespace gh::app {
namespace {

constexpr std::int64_t kCompaniesPerAssociation = 15;
constexpr std::int64_t kCompaniesLeast = 60;  // so that a single association finds its members
constexpr int kExperts = 14;
constexpr std::size_t kCommitteeMembers = 8;  // beside the chair
constexpr std::size_t kPartsFrom = 60;        // the least associations of a city with the whole cast
constexpr std::size_t kHopefuls = 3;
constexpr std::size_t kHopefulNumbers = 45'000;
constexpr std::size_t kAppealMembers = 3;

// Words of companies' trade names; no name of a person.
constexpr const char* kFirst[] = {"恒", "鼎", "宏", "锦", "瑞", "嘉", "永", "华", "正", "兴",
                                  "盛", "启", "新", "广", "德", "信", "安", "联", "泰", "元"};
constexpr const char* kSecond[] = {"丰", "达", "源", "通", "邦", "晟", "业", "隆", "和", "成",
                                   "利", "美", "力", "创", "诚", "卓", "辉", "腾", "景", "川"};

std::string numbered(const char* title, std::size_t number) {
  static constexpr const char* kStems[] = {"甲", "乙", "丙", "丁", "戊", "己", "庚", "辛", "壬", "癸"};
  return number < std::size(kStems) ? std::string(title) + kStems[number] : fmt::format("{}{}", title, number + 1);
}

void hire_registry(Play& play, Cast& cast, const std::string& key, const std::string& division,
                   const std::string& area) {
  RegistryCast registry;
  registry.organisation = play.body(key);
  registry.division = division;
  registry.area = area;
  const std::string suffix = cast.registries.empty() ? "" : "." + division;
  const auto person = [&](const std::string& login, const std::string& name, const char* role) {
    return play.add_person(login + suffix, name, role, registry.organisation, division);
  };
  registry.registrar = person("registrar", "登记员甲", "registrar");
  registry.second_registrar = person("registrar2", "登记员乙", "registrar");
  registry.reviewer = person("reviewer", "登记审核员甲", "registry_reviewer");
  registry.head = person("registry-head", "登记机关负责人甲", "registry_head");
  registry.assessment = person("assessment", "评估办公室甲", "assessment_office");
  registry.chair = person("committee", "评估委员会主任甲", "committee_chair");
  registry.officer = person("registry-officer", "部门经办人甲", "department_officer");
  registry.department_head = person("registry-department-head", "部门负责人甲", "department_head");
  for (std::size_t i = 0; i < kCommitteeMembers; ++i)
    registry.committee_members.push_back(
        person(fmt::format("committee-member{}", i + 1), numbered("评估委员会委员", i), "committee_member"));
  cast.registries.push_back(std::move(registry));
}

void hire_departments(Play& play, Cast& cast) {
  const std::string city = play.pack().division;
  for (const char* key : {"economy-information", "foreign-trade", "science", "agriculture", "human-resources"}) {
    const Id organisation = play.body(key);
    const std::string suffix = cast.departments.empty() ? "" : fmt::format(".{}", key);
    DepartmentCast department{key, organisation, {}, {}, {}};
    department.officer = play.add_person("officer" + suffix, "部门经办人甲", "department_officer", organisation, city);
    department.second_officer =
        play.add_person("officer2" + suffix, "部门经办人乙", "department_officer", organisation, city);
    department.head = play.add_person("head" + suffix, "部门负责人甲", "department_head", organisation, city);
    cast.departments.push_back(std::move(department));
  }
  cast.finance = play.add_person("finance", "财政经办人甲", "finance_officer", play.body("finance"), city);
  cast.finance_head = play.add_person("finance-head", "财政局负责人甲", "finance_head", play.body("finance"), city);
  cast.reform = play.add_person("reform", "改革办审核人甲", "reform_officer", play.body("reform-office"), city);
  cast.legal = play.add_person("legal", "法制审核人甲", "legal_officer", play.body("legal-office"), city);
  cast.supervisor = play.add_person("supervisor", "监察人员甲", "supervisor", play.body("supervision"), city);
  cast.auditor = play.add_person("auditor", "审计人员甲", "auditor", play.body("audit"), city);
  cast.calendar_keeper =
      play.add_person("calendar", "工作日历管理员甲", "calendar_keeper", play.body("government-office"), city);
  play.add_person("system-admin", "系统管理员甲", "system_administrator", "", city);
  play.add_person("security-admin", "安全管理员甲", "security_administrator", "", city);
  play.add_person("audit-admin", "安全审计员甲", "audit_administrator", "", city);
}

void found_companies(Play& play, Cast& cast, std::size_t count) {
  const auto& industries = demo_industries();
  std::set<std::string> names;
  for (std::size_t i = 0; i < count; ++i) {
    const auto& industry = industries[i % industries.size()];
    std::string name;
    do {
      name = fmt::format("佛山市{}{}{}有限公司", kFirst[play.between(0, std::ssize(kFirst) - 1)],
                         kSecond[play.between(0, std::ssize(kSecond) - 1)], industry.word);
      if (names.contains(name))
        name = fmt::format("佛山市{}{}{}{}有限公司", kFirst[play.between(0, std::ssize(kFirst) - 1)],
                           kSecond[play.between(0, std::ssize(kSecond) - 1)],
                           kFirst[play.between(0, std::ssize(kFirst) - 1)], industry.word);
    } while (!names.insert(name).second);
    cast.companies.push_back({"", name, demo_company_code(static_cast<std::int64_t>(i) + 1), industry.code});
  }
}

// Registered in the early years, all of them: every second one is.
Part part_of(std::size_t index, std::size_t count) {
  if (count < kPartsFrom) return Part::ordinary;
  const bool in_the_city = index < demo_industries().size();
  switch (index % 10) {
    case 4:
      return Part::credit;
    case 8:
      return in_the_city ? Part::credit : Part::ending;
    case 2:
      return in_the_city ? Part::graded_in_round : Part::ordinary;
    case 6:
      return index < kPartsFrom ? Part::exits : Part::ordinary;  // a few of them have all the exits
    default:
      return Part::ordinary;
  }
}

void name_associations(Play& play, Cast& cast, std::size_t count) {
  const auto& industries = demo_industries();
  for (std::size_t i = 0; i < count; ++i) {
    const auto& industry = industries[i % industries.size()];
    AssociationCast association;
    association.number = i + 1;
    association.part = part_of(i, count);
    association.registry = (i / industries.size()) % cast.registries.size();
    const auto& registry = cast.registries[association.registry];
    const std::size_t round = i / (industries.size() * cast.registries.size());
    static constexpr const char* kForms[] = {"行业协会", "商会", "促进会", "同业公会"};
    association.name = fmt::format("{}{}{}", registry.area, industry.word, kForms[round % std::size(kForms)]);
    if (round >= std::size(kForms))
      association.name = fmt::format("{}{}{}联合会", registry.area, industry.word, kSecond[round % std::size(kSecond)]);
    association.industry = industry.code;
    association.division = registry.division;
    association.quality = static_cast<int>(play.between(78, 97));
    association.founder =
        play.add_person(fmt::format("founder{}", i + 1), numbered("发起人代表", i), "founder", "", registry.division);
    cast.associations.push_back(std::move(association));
  }
}

void name_hopefuls(Play& play, Cast& cast) {
  for (std::size_t i = 0; i < kHopefuls; ++i) {
    const auto& industry = demo_industries()[i];
    AssociationCast hopeful;
    hopeful.number = kHopefulNumbers + i;
    hopeful.division = cast.registries[0].division;
    hopeful.industry = industry.code;
    hopeful.name = fmt::format("{}{}产业促进会", cast.registries[0].area, industry.word);
    hopeful.founder =
        play.add_person(fmt::format("hopeful{}", i + 1), numbered("申请人", i), "founder", "", hopeful.division);
    cast.hopefuls.push_back(std::move(hopeful));
  }
}

}  // namespace

bool has_whole_cast(const Cast& cast) { return cast.associations.size() >= kPartsFrom; }

bool stands(Play& play, const AssociationCast& association) {
  return !association.organisation.empty() &&
         play.ask("registry.status", {json::string(association.organisation)}) == json::value("active");
}

std::size_t association_index(const Cast& cast, const Id& organisation) {
  for (std::size_t i = 0; i < cast.associations.size(); ++i)
    if (cast.associations[i].organisation == organisation) return i;
  throw Bug("the demo city: no association " + organisation);
}

std::string demo_identity_number(std::size_t number) { return fmt::format("990000999999{:05}X", number % 100'000); }

std::string demo_company_code(std::int64_t serial) {
  std::string code = "91440600MA9" + registry::serial_symbols(serial).value();
  code += registry::organisation_check_symbol(code.substr(8)).value();
  code += registry::credit_check_symbol(code).value();
  GH_ASSERT(registry::is_credit_code(code));
  return code;
}

const std::vector<IndustryWord>& demo_industries() {
  static const std::vector<IndustryWord> kIndustries = {
      {"307", "陶瓷"},    {"385", "家用电器"}, {"211", "家具"},      {"34", "机械装备"}, {"292", "塑料制品"},
      {"17", "纺织"},     {"18", "服装"},      {"32", "铝型材"},     {"33", "金属制品"}, {"387", "照明"},
      {"15", "饮料"},     {"14", "食品"},      {"36", "汽车零部件"}, {"39", "电子信息"}, {"27", "生物医药"},
      {"26", "新材料"},   {"64", "互联网"},    {"65", "软件"},       {"54", "道路运输"}, {"59", "仓储物流"},
      {"61", "酒店"},     {"62", "餐饮"},      {"70", "房地产"},     {"73", "工业设计"}, {"745", "检验检测"},
      {"77", "环保"},     {"01", "花卉"},      {"041", "水产"},      {"52", "连锁零售"}, {"51", "批发贸易"},
      {"72", "人力资源"}, {"22", "包装印刷"},  {"47", "建筑"},       {"50", "装饰装修"}};
  return kIndustries;
}

void hire(Play& play, Cast& cast, std::int64_t associations) {
  hire_registry(play, cast, "civil-affairs", "440600", "佛山市");
  hire_registry(play, cast, "chancheng-civil-affairs", "440604", "佛山市禅城区");
  hire_registry(play, cast, "nanhai-civil-affairs", "440605", "佛山市南海区");
  hire_registry(play, cast, "shunde-civil-affairs", "440606", "佛山市顺德区");
  hire_registry(play, cast, "gaoming-civil-affairs", "440608", "佛山市高明区");
  hire_registry(play, cast, "sanshui-civil-affairs", "440607", "佛山市三水区");
  hire_departments(play, cast);
  found_companies(play, cast,
                  static_cast<std::size_t>(std::max(associations * kCompaniesPerAssociation, kCompaniesLeast)));
  const std::string city = play.pack().division;
  for (std::size_t i = 0; i * kCompaniesPerAgent < cast.companies.size(); ++i)
    cast.agents.push_back(
        play.add_person(fmt::format("agent{}", i + 1), numbered("企业经办人", i), "citizen", "", city));
  for (std::size_t i = 0; i < kExperts; ++i)
    cast.experts.push_back(play.add_person(i == 0 ? "expert" : fmt::format("expert{}", i + 1), numbered("评审专家", i),
                                           "citizen", "", city));
  cast.evaluators.push_back(play.add_person("evaluator", "评估机构经办人甲", "citizen", "", city));
  cast.evaluators.push_back(play.add_person("evaluator2", "评估机构经办人乙", "citizen", "", city));
  play.add_person("citizen", "市民甲", "citizen", "", city);
  for (std::size_t i = 0; i < kAppealMembers; ++i)
    cast.appeal_members.push_back(
        play.add_person(fmt::format("appeal-member{}", i + 1), numbered("申诉小组成员", i), "citizen", "", city));
  name_associations(play, cast, static_cast<std::size_t>(associations));
  if (has_whole_cast(cast)) name_hopefuls(play, cast);
}

std::vector<identity::Caller> some_companies(Play& play, const Cast& cast, std::size_t count) {
  std::vector<identity::Caller> out;
  for (std::size_t i = 0; i < cast.companies.size() && out.size() < count; ++i)
    if (!cast.companies[i].organisation.empty())
      out.push_back(
          play.in_office(cast.agents[i / kCompaniesPerAgent], "company_clerk", cast.companies[i].organisation));
  return out;
}

}  // namespace gh::app
