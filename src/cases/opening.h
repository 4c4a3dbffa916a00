// Opening a case: who may, for whom, under which parent; its number, authority, subject and title.
#pragma once
#include "cases/performing.h"

namespace gh::cases {

void open_case(Performing& performing, const OpenRequest& request, std::shared_ptr<const policy::Pack> pack);

}  // namespace gh::cases
