// The house rules (CONTRIBUTING.md) as functions of the tree: each gives what breaks it, with file and line.
#pragma once
#include <string>
#include <vector>

#include "structure/source_tree.h"

namespace gh::structure {

inline constexpr std::size_t kFileLinesMax = 400;

struct Finding {
  std::string file;
  int line = 0;  // 0 for the whole file
  std::string says;
};
std::string text(const std::vector<Finding>& findings);

using Findings = std::vector<Finding>;

// Who may include whom.
Findings includes_beyond_what_cmake_states(const SourceTree& tree);
Findings modules_used_from_below(const SourceTree& tree);
Findings domain_modules_that_know_each_other(const SourceTree& tree);
Findings libraries_outside_their_module(const SourceTree& tree);

// Names and files.
Findings banned_names(const SourceTree& tree);
Findings files_without_a_first_sentence(const SourceTree& tree);
Findings headers_without_a_guard(const SourceTree& tree);
Findings files_too_long(const SourceTree& tree);
Findings tests_beside_nothing(const SourceTree& tree);
Findings unfinished_work(const SourceTree& tree);
Findings migrations_out_of_number(const SourceTree& tree);

// What makes a replay differ: wall clock and chance outside app/.
Findings clocks_and_chance(const SourceTree& tree);
// A procedure's id in the engine: it knows procedures, not any one of them.
Findings procedures_named_by_the_engine(const SourceTree& tree);

// Effects and facts: what a module offers is called by a procedure of some pack, and named by a test or run by a
// scenario (pack_rules.h gives what those run).
Findings offers_that_no_procedure_calls(const SourceTree& tree);
Findings offers_that_no_test_meets(const SourceTree& tree, const std::vector<std::string>& run_by_scenarios);

// packages.txt: one Debian package a line, once, with why.
Findings packages_without_a_reason(const SourceTree& tree);

// Documents.
Findings decisions_out_of_index(const SourceTree& tree);
Findings links_to_nowhere(const SourceTree& tree);
// Reference pages: every code of a problem with its status, and no rule that no source has; every kind of audit event;
// every table; every option of the command line.
Findings problems_out_of_page(const SourceTree& tree);
Findings audit_kinds_out_of_page(const SourceTree& tree);
Findings tables_out_of_page(const SourceTree& tree);
Findings options_out_of_page(const SourceTree& tree);

}  // namespace gh::structure
