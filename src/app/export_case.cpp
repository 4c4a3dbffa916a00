#include "app/export_case.h"

#include <boost/json/serialize.hpp>

#include "base/described.h"
#include "log/key.h"
#include "log/reader.h"

namespace gh::app {

std::string export_case(Installation& installation, std::string_view id_or_number) {
  return installation.db().reading([&](store::Tx& tx) {
    const auto file =
        tx.one<cases::CaseFile>("select * from case_file where id = ? or number = ?", {id_or_number, id_or_number});
    if (!file) throw Problem(ProblemCode::kNotFound, FieldError{"/case", "case", "", {"没有这个办件", "no such case"}});
    json::array acts;
    for (const auto& act : tx.all<cases::Act>("select * from act where case_id = ? order by ordinal", {file->id})) {
      json::object entry{{"act", write(act)}};
      if (const auto proof = log::inclusion_document(tx, act.id)) entry["proof"] = write(*proof);
      acts.push_back(std::move(entry));
    }
    json::array materials;
    for (const auto& material : cases::materials_of(tx, file->id)) materials.push_back(write(material));
    json::object out;
    out["case"] = write(*file);
    out["acts"] = std::move(acts);
    out["materials"] = std::move(materials);
    out["log_key"] = log::text(installation.sequencer().verifier());
    out["checkpoint"] = log::checkpoint(tx).value_or("");
    return json::serialize(out);
  });
}

}  // namespace gh::app
