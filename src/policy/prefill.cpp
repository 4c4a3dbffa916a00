#include "policy/prefill.h"

#include <boost/json/object.hpp>
#include <set>

namespace gh::policy {
namespace {

// Members of the register's entry that may be filled in, and what people call them.
const std::map<std::string_view, Text>& members_of_organisation() {
  static const std::map<std::string_view, Text> all = {
      {"name", {"登记信息：名称", "register: name"}},
      {"name_en", {"登记信息：英文名称", "register: English name"}},
      {"credit_code", {"登记信息：统一社会信用代码", "register: credit code"}},
      {"certificate_number", {"登记信息：登记证号", "register: certificate number"}},
      {"division", {"登记信息：所在地", "register: division"}},
      {"industry", {"登记信息：行业代码", "register: industry"}},
      {"address", {"登记信息：住所", "register: address"}},
      {"funds_fen", {"登记信息：注册资金", "register: funds"}}};
  return all;
}

const std::set<std::string_view> kMembersOfYear = {"year", "source", "off", "worked"};

bool is_field(std::string_view name) {
  return !name.empty() && name.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789_") == std::string_view::npos;
}

// "annual-report.staff.full_time": a procedure, and the way to a field of its form.
bool is_field_of_another(std::string_view member) {
  const std::size_t dot = member.find('.');
  if (dot == std::string_view::npos || dot == 0) return false;
  const std::string_view procedure = member.substr(0, dot);
  if (procedure.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789_-") != std::string_view::npos) return false;
  std::string_view way = member.substr(dot + 1);
  for (std::size_t next = way.find('.'); next != std::string_view::npos; next = way.find('.')) {
    if (!is_field(way.substr(0, next))) return false;
    way.remove_prefix(next + 1);
  }
  return is_field(way);
}

}  // namespace

std::optional<PrefillSource> parse_prefill(std::string_view text) {
  const std::size_t dot = text.find('.');
  if (dot == std::string_view::npos) return {};
  const PrefillSource out{std::string(text.substr(0, dot)), std::string(text.substr(dot + 1))};
  const bool good = out.of == "organisation" ? members_of_organisation().contains(out.member)
                    : out.of == "enrolment"  ? is_field(out.member)
                    : out.of == "last"       ? is_field(out.member)
                    : out.of == "newest"     ? is_field_of_another(out.member)
                    : out.of == "calendar"   ? kMembersOfYear.contains(out.member)
                    : out.of == "case"       ? out.member == "number" || (out.member.starts_with("form.") &&
                                                                    is_field(std::string_view(out.member).substr(5)))
                                             : false;
  return good ? std::optional(out) : std::nullopt;
}

std::map<std::string, PrefillSource> prefills_of(const json::object& schema) {
  std::map<std::string, PrefillSource> out;
  const json::value& properties = at_or_null(schema, "properties");
  if (!properties.is_object()) return out;
  for (const auto& field : properties.get_object()) {
    if (!field.value().is_object()) continue;
    if (const auto source = parse_prefill(string_at(field.value(), "x-prefill"))) out.emplace(field.key(), *source);
  }
  return out;
}

Text text_of(const PrefillSource& source) {
  if (source.of == "organisation") return members_of_organisation().at(source.member);
  if (source.of == "enrolment") return {"入驻或登记时填报", "as given at enrolment or registration"};
  if (source.of == "last") return {"上一次填报", "as given the last time"};
  if (source.of == "newest") return {"最近一次申报", "as given in the newest filing"};
  if (source.of == "calendar")
    return {"规则包所载、尚未发布的年度安排", "a year that the rules have and nobody has published"};
  return {"本办件", "from the case"};
}

}  // namespace gh::policy
