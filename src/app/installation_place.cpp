#include "app/installation_place.h"

namespace gh::app {

InstallationOptions place_of(const CommandOptions& options, Mode mode) {
  InstallationOptions out;
  out.data_folder = options.data_folder;
  out.db_url = options.db_url.empty() ? "sqlite:" + (out.data_folder / "guildhall.db").string() : options.db_url;
  out.policy_folder = options.policy_folder;
  out.mode = mode;
  out.log_origin = options.log_origin;
  return out;
}

Mode mode_of_existing(const CommandOptions& options) {
  const auto place = place_of(options, Mode::kProduction);
  const auto db = store::Db::open(place.db_url, place.db);
  const auto begun =
      db->reading([](store::Tx& tx) { return tx.string("select mode from installation where id = 'installation'"); });
  for (const Mode mode : {Mode::kProduction, Mode::kDemo, Mode::kTest})
    if (begun == mode_name(mode)) return mode;
  return Mode::kProduction;
}

}  // namespace gh::app
