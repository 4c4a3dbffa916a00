// For tests: the pack of the engine's tests with one thing changed, as the city's newest.
#pragma once
#include <string>

#include "cases/engine_fixture.h"

namespace gh::cases {

// New cases go by the pack in which the first occurrence of `was` in that file is put as `becomes`.
inline void change_pack(City& city, const std::string& path, const std::string& was, const std::string& becomes) {
  auto files = test_pack_files();
  std::string& content = files.at(path);
  const auto at = content.find(was);
  ASSERT_NE(at, std::string::npos) << path << " has no " << was;
  content.replace(at, was.size(), becomes);
  const auto changed = policy::load_files(files, city.offer.names());
  for (const auto& fault : changed.faults)
    ADD_FAILURE() << fault.place.file << ":" << fault.place.line << " " << fault.says;
  ASSERT_NE(changed.pack, nullptr);
  city.packs->renew(changed.pack);
  city.db->write([&](store::Tx& tx) { city.packs->keep(tx, city.time.now()); });
}

}  // namespace gh::cases
