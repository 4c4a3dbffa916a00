// A short list of names and values in two allocations: headers, query members and path parameters of one request.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace gh::http {

// Names may repeat only where the reader of the list allows it (headers); lookups give the first. Views stay good until
// the next add().
class NamedValues {
 public:
  // Both are copied. Together they may not pass 4 GiB.
  void add(std::string_view name, std::string_view value);
  // Lower-cases ASCII letters of the name on the way in, as headers are kept.
  void add_lower(std::string_view name, std::string_view value);

  // The first value of that name, or nothing.
  std::optional<std::string_view> find(std::string_view name) const;
  // The first value of that name, or "".
  std::string_view get(std::string_view name) const;
  bool has(std::string_view name) const { return find(name).has_value(); }
  // How many times the name stands in the list.
  std::size_t count(std::string_view name) const;

  std::size_t size() const { return entries_.size(); }
  bool empty() const { return entries_.empty(); }
  std::string_view name(std::size_t index) const;
  std::string_view value(std::size_t index) const;
  void clear();
  // Room for that many entries and bytes, taken at once.
  void reserve(std::size_t entries, std::size_t bytes);

 private:
  struct Entry {
    std::uint32_t begin;
    std::uint32_t name_size;
    std::uint32_t value_size;
  };
  std::string text_;
  std::vector<Entry> entries_;
};

}  // namespace gh::http
