// Reads each kind of file of a pack into the draft. Inside policy/ only.
#pragma once
#include <string>

#include "policy/part.h"

namespace gh::policy {

// read_pack.cpp: the files at the pack's top.
void read_pack(const Part& file);
void read_clauses(const Part& file);
void read_parameters(const Part& file);
void read_roles(const Part& file);
void read_bodies(const Part& file);
void read_verbs(const Part& file);
void read_texts(const Part& file);
// boards.cpp
void read_boards(const Part& file);

// read_lists.cpp: the files named after what they hold.
void read_rubric(const Part& file, const std::string& id);
void read_catalogue(const Part& file, const std::string& id);
void read_calendar_year(const Part& file, const std::string& id);
void read_form(const Part& file, const std::string& id);

// read_procedure.cpp
void read_procedure(const Part& file, const std::string& id);

// A name that can stand in an expression and an address.
void check_name(const Part& part, const std::string& name);
// The id written in the file must be the file's own name; it may be left out.
void check_id(const Part& file, const std::string& id);
Standing read_standing(const Part& part, Standing otherwise);

}  // namespace gh::policy
