#include "opendata/row_forms.h"

#include <algorithm>
#include <charconv>
#include <set>

namespace gh::opendata {
namespace {

constexpr std::int64_t kFenOfYuan = 100;
constexpr std::size_t kDecimalsOfYuan = 2;
constexpr std::size_t kDigitsMax = 15;
constexpr std::string_view kFormPointer = "/form/";

Text text_at(const json::value& value) {
  return {std::string(string_at(value, "zh")), std::string(string_at(value, "en"))};
}

// The schema's first example as a cell shows it: a choice by its title, money in 元.
std::string example_of(const json::value& schema, const FormColumn& column) {
  const auto* examples = at_or_null(schema, "examples").if_array();
  if (examples == nullptr || examples->empty()) return {};
  const json::value& first = examples->front();
  if (first.is_int64()) return std::to_string(column.money ? first.get_int64() / kFenOfYuan : first.get_int64());
  if (!first.is_string()) return {};
  const std::string text(first.get_string());
  for (const auto& [value, title] : column.choices)
    if (value == text) return title.zh;
  return text;
}

FormColumn column_of(std::string_view member, const json::value& schema, bool required) {
  FormColumn out;
  out.member = member;
  out.title = text_at(at_or_null(schema, "x-title"));
  out.required = required;
  out.type = string_at(schema, "type");
  out.format = string_at(schema, "format");
  out.money = string_at(schema, "x-unit") == "fen";
  if (const auto* choices = at_or_null(schema, "x-choices").if_object())
    for (const auto& choice : *choices) out.choices.emplace_back(choice.key(), text_at(choice.value()));
  out.example = example_of(schema, out);
  return out;
}

std::string head_text(std::string_view cell) {
  while (!cell.empty() && (cell.back() == '*' || cell.back() == ' ')) cell.remove_suffix(1);
  return std::string(cell);
}

FieldError wrong(const FormColumn& column, std::string rule, Text says) {
  return {std::string(kFormPointer) + column.member, std::move(rule), "", std::move(says)};
}

std::optional<std::int64_t> whole(std::string_view text) {
  std::int64_t out = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), out);
  if (text.empty() || error != std::errc() || end != text.data() + text.size() || text.size() > kDigitsMax) return {};
  return out;
}

// "1,234.5" → 123450; nothing for what is no amount of at most two decimals.
std::optional<std::int64_t> fen_of(std::string text) {
  std::erase(text, ',');
  const std::size_t point = text.find('.');
  std::string decimals = point == std::string::npos ? "" : text.substr(point + 1);
  if (decimals.size() > kDecimalsOfYuan) return {};
  decimals.resize(kDecimalsOfYuan, '0');
  const auto yuan = whole(std::string_view(text).substr(0, point));
  const auto fen = whole(decimals);
  if (!yuan || !fen || *yuan < 0 || *fen < 0) return {};
  return *yuan * kFenOfYuan + *fen;
}

// 2003-05-06, 2003/5/6, 2003.5.6, 2003年5月6日, or a spreadsheet's number.
std::optional<std::string> day_in(std::string text) {
  if (const auto day = spreadsheet_day(text)) return gh::text(*day);
  for (const std::string_view mark : {"/", ".", "年", "月"})
    for (std::size_t at = text.find(mark); at != std::string::npos; at = text.find(mark, at + 1))
      text.replace(at, mark.size(), "-");
  if (text.ends_with("日")) text.erase(text.size() - std::string_view("日").size());
  std::string padded;
  std::size_t begin = 0;
  for (std::size_t at = 0; at <= text.size(); ++at) {
    if (at < text.size() && text[at] != '-') continue;
    std::string part = text.substr(begin, at - begin);
    if (part.size() == 1) part.insert(0, "0");
    padded += (padded.empty() ? "" : "-") + part;
    begin = at + 1;
  }
  const auto day = parse_day(padded);
  if (!day) return {};
  return gh::text(*day);
}

std::string choice_in(const FormColumn& column, const std::string& text) {
  for (const auto& [value, title] : column.choices)
    if (text == title.zh || text == title.en) return value;
  return text;  // the value itself, or what the form will refuse
}

// Puts the cell's value under the member, or tells why it can't.
std::optional<FieldError> fill(json::object& form, const FormColumn& column, std::string text) {
  if (text.starts_with('\'')) text.erase(0, 1);
  if (text.empty()) return {};
  if (column.money) {
    const auto fen = fen_of(text);
    if (!fen) return wrong(column, "money", {"应为以元计的金额", "an amount in yuan is wanted"});
    form[column.member] = *fen;
  } else if (column.type == "integer") {
    const auto number = whole(text);
    if (!number) return wrong(column, "integer", {"应为整数", "a whole number is wanted"});
    form[column.member] = *number;
  } else if (column.type == "boolean") {
    const bool yes = text == "是" || text == "yes" || text == "true" || text == "1";
    const bool no = text == "否" || text == "no" || text == "false" || text == "0";
    if (!yes && !no) return wrong(column, "boolean", {"应填“是”或“否”", "yes or no is wanted"});
    form[column.member] = yes;
  } else if (column.format == "day") {
    const auto day = day_in(text);
    if (!day) return wrong(column, "day", {"应为日期，如 2012-11-22", "a day is wanted, as 2012-11-22"});
    form[column.member] = *day;
  } else {
    form[column.member] = choice_in(column, text);
  }
  return {};
}

// Which column each cell of the head is; a null where it is none, with a fault unless the cell is empty.
std::vector<const FormColumn*> read_head(const TableLine& head, const std::vector<FormColumn>& columns, RowForms& out) {
  std::vector<const FormColumn*> places;
  std::set<std::string> seen;
  const auto fault = [&](std::string column, std::string rule, Text says) {
    out.faults.push_back({head.number, std::move(column), {"", std::move(rule), "", std::move(says)}});
  };
  for (const auto& cell : head.cells) {
    const std::string title = head_text(cell);
    const auto known = std::find_if(columns.begin(), columns.end(), [&](const FormColumn& column) {
      return title == column.title.zh || title == column.title.en || title == column.member;
    });
    places.push_back(known == columns.end() || title.empty() ? nullptr : &*known);
    if (title.empty()) continue;
    if (known == columns.end())
      fault(cell, "unknown-column", {"模板中没有这一列", "the template has no such column"});
    else if (!seen.insert(known->member).second)
      fault(cell, "column-twice", {"该列出现两次", "the column stands twice"});
  }
  for (const auto& column : columns)
    if (column.required && !seen.contains(column.member))
      fault(column.title.zh, "missing-column", {"缺少必填列", "a column that is needed is missing"});
  return places;
}

}  // namespace

std::vector<FormColumn> form_columns(const json::object& schema) {
  std::vector<FormColumn> out;
  const json::value& required = at_or_null(schema, "required");
  const auto* properties = at_or_null(schema, "properties").if_object();
  if (properties == nullptr) return out;
  for (const auto& property : *properties) {
    const std::string_view type = string_at(property.value(), "type");
    if (type != "string" && type != "integer" && type != "boolean") continue;
    const auto* list = required.if_array();
    const bool needed =
        list != nullptr && std::any_of(list->begin(), list->end(), [&](const json::value& one) {
          return one.is_string() && std::string_view(one.get_string()) == std::string_view(property.key());
        });
    out.push_back(column_of(property.key(), property.value(), needed));
  }
  return out;
}

void write_template(const std::filesystem::path& path, const std::vector<FormColumn>& columns, ExportFormat format,
                    bool english) {
  std::vector<Cell> head;
  std::vector<Cell> sample;
  for (const auto& column : columns) {
    head.emplace_back((english ? column.title.en : column.title.zh) + (column.required ? "*" : ""));
    sample.emplace_back(column.example);
  }
  const auto file = table_file(path, format);
  file->line(head);
  file->line(sample);
  file->finish();
}

RowForms forms_of(const std::vector<TableLine>& table, const std::vector<FormColumn>& columns) {
  RowForms out;
  if (table.empty()) {
    out.faults.push_back({1, "", {"", "empty", "", {"文件没有内容", "the file is empty"}}});
    return out;
  }
  const auto places = read_head(table.front(), columns, out);
  for (const auto* place : places)
    if (place != nullptr) out.columns.push_back(*place);
  if (!out.faults.empty()) return out;
  for (std::size_t i = 1; i < table.size(); ++i) {
    RowForm row{table[i].number, {}, {}};
    for (std::size_t at = 0; at < std::min(places.size(), table[i].cells.size()); ++at) {
      if (places[at] == nullptr) continue;
      if (auto error = fill(row.form, *places[at], table[i].cells[at]))
        row.faults.push_back({row.line, places[at]->title.zh, std::move(*error)});
    }
    out.rows.push_back(std::move(row));
  }
  return out;
}

std::string column_title(const std::vector<FormColumn>& columns, std::string_view field, bool english) {
  if (!field.starts_with(kFormPointer)) return {};
  field.remove_prefix(kFormPointer.size());
  field = field.substr(0, field.find('/'));
  for (const auto& column : columns)
    if (column.member == field) return english ? column.title.en : column.title.zh;
  return {};
}

}  // namespace gh::opendata
