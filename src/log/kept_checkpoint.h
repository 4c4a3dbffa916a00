// The newest signed checkpoint in a file outside the database: the log's memory of what it has promised.
#pragma once
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

#include "log/checkpoint.h"

namespace gh::log {

struct SignedHead {
  TreeHead head;
  std::string note;
};

// Throws Problem (rules of trouble.h): "log-kept-unusable" when the file can't be read or written or holds no note,
// "log-key-changed" when it isn't signed by the log's key.
class KeptCheckpoint {
 public:
  KeptCheckpoint(std::filesystem::path path, VerifierKey key);

  // Nothing when there is no file.
  std::optional<SignedHead> read() const;
  // Keeps `newer`, on disk when it returns, unless something larger is kept already. Processes that share the file take
  // turns. Rule "log-forked" when another root of the same size is kept.
  void advance(const SignedHead& newer) const;

 private:
  std::filesystem::path path_;
  VerifierKey key_;
};

}  // namespace gh::log
