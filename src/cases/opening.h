// Opening a case: who may, for whom, under which parent; its number, authority, subject and title.
#pragma once
#include "cases/performing.h"

namespace gh::cases {

void open_case(Performing& performing, const OpenRequest& request, std::shared_ptr<const policy::Pack> pack);
// The same as far as its conditions can be looked at, over a form that needn't be whole; nothing is written.
void look_at_opening(Performing& performing, const OpenRequest& request, std::shared_ptr<const policy::Pack> pack);

}  // namespace gh::cases
