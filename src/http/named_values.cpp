// Names and values of one request in one string and one vector.
#include "http/named_values.h"

#include "base/assert.h"

namespace gh::http {

void NamedValues::add(std::string_view name, std::string_view value) {
  GH_ASSERT(text_.size() + name.size() + value.size() < UINT32_MAX);
  entries_.push_back({static_cast<std::uint32_t>(text_.size()), static_cast<std::uint32_t>(name.size()),
                      static_cast<std::uint32_t>(value.size())});
  text_.append(name);
  text_.append(value);
}

void NamedValues::add_lower(std::string_view name, std::string_view value) {
  add(name, value);
  char* at = text_.data() + entries_.back().begin;
  for (std::size_t i = 0; i < name.size(); ++i) {
    if (at[i] >= 'A' && at[i] <= 'Z') at[i] = static_cast<char>(at[i] - 'A' + 'a');
  }
}

std::optional<std::string_view> NamedValues::find(std::string_view wanted) const {
  for (std::size_t i = 0; i < entries_.size(); ++i) {
    if (entries_[i].name_size == wanted.size() && name(i) == wanted) return value(i);
  }
  return std::nullopt;
}

std::string_view NamedValues::get(std::string_view wanted) const { return find(wanted).value_or(std::string_view{}); }

std::size_t NamedValues::count(std::string_view wanted) const {
  std::size_t times = 0;
  for (std::size_t i = 0; i < entries_.size(); ++i) times += name(i) == wanted;
  return times;
}

std::string_view NamedValues::name(std::size_t index) const {
  const Entry& entry = entries_[index];
  return std::string_view(text_).substr(entry.begin, entry.name_size);
}

std::string_view NamedValues::value(std::size_t index) const {
  const Entry& entry = entries_[index];
  return std::string_view(text_).substr(entry.begin + entry.name_size, entry.value_size);
}

void NamedValues::clear() {
  text_.clear();
  entries_.clear();
}

void NamedValues::reserve(std::size_t entries, std::size_t bytes) {
  entries_.reserve(entries);
  text_.reserve(bytes);
}

}  // namespace gh::http
