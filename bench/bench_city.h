// The city that is measured: bodies and clients through the program's own functions, organisations in any number
// inserted straight into the tables.
#pragma once
#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "app/installation.h"

namespace gh::bench {

// One client's offices, by their bearer tokens.
struct Client {
  std::string registrar;
  std::string finance_head;
  Id line;  // a budget line in force that its head may adjust again and again
};

struct BenchCity {
  std::filesystem::path folder;
  std::string db_url;
  std::vector<Client> clients;
  std::vector<Id> organisations;       // a sample of those inserted, to be read by id
  std::vector<std::string> words;      // two-character words of their names, percent-encoded, to be searched for
  std::vector<std::string> new_names;  // percent-encoded; no association has one of them
  Id open_case;                        // a public case
};

app::InstallationOptions installation_options(const std::filesystem::path& folder, const std::string& policy_folder);

// Makes the installation with clients, each with a budget line opened and approved by acts, and `open_cases` enrolments
// that wait in every registrar's inbox.
BenchCity make_city(const std::filesystem::path& folder, const std::string& policy_folder, std::size_t clients,
                    std::size_t open_cases);

// Inserts associations with their entries in the register and the search index, until there are `total`. Answers how
// many seconds it took.
double insert_organisations(BenchCity& city, std::size_t total);

}  // namespace gh::bench
