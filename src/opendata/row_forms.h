// A table's lines as forms of a procedure: its head names the form's members, each line fills one form in. So the pack
// says what a register's list looks like, and its template is made from the form itself.
#pragma once
#include <string>
#include <vector>

#include "base/json.h"
#include "base/problem.h"
#include "opendata/table_file.h"
#include "opendata/table_reading.h"

namespace gh::opendata {

// A member of a form that a cell can hold: a text, a number, a truth or a choice.
struct FormColumn {
  std::string member;
  Text title;
  bool required = false;
  std::string type;    // string, integer, boolean
  std::string format;  // "day" or ""
  bool money = false;  // cells are in 元, the form in 分
  std::vector<std::pair<std::string, Text>> choices;
  std::string example;  // of a cell; "" where the form has none
};

// Members in the form's order. Those that no cell can hold (lists, objects) are left out.
std::vector<FormColumn> form_columns(const json::object& schema);

// A file with the columns' titles as head, a * behind those that are needed, and a line of examples.
void write_template(const std::filesystem::path& path, const std::vector<FormColumn>& columns, ExportFormat format,
                    bool english);

// What is wrong with a cell or a line, and where.
struct RowFault {
  std::int64_t line = 0;
  std::string column;  // title as the file has it; "" for the whole line
  FieldError error;
};

struct RowForm {
  std::int64_t line = 0;
  json::object form;
  std::vector<RowFault> faults;  // cells that couldn't be read
};

struct RowForms {
  std::vector<RowForm> rows;
  std::vector<RowFault> faults;     // of the head: an unknown, missing or repeated column
  std::vector<FormColumn> columns;  // of the file, in its order
};
// The first line is the head: titles in either language (a * behind is ignored) or the members' names. Texts that the
// program wrote with an apostrophe against formulas lose it.
RowForms forms_of(const std::vector<TableLine>& table, const std::vector<FormColumn>& columns);

// The title of the column that a fault's field ("/form/credit_code") lies in; "" where none does.
std::string column_title(const std::vector<FormColumn>& columns, std::string_view field, bool english);

}  // namespace gh::opendata
