// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "platform/values.hpp"

namespace loggia::sms {

// Whether a text message may reach this number. For the countries of the table (most of Europe) its mobile ranges decide,
// after the national numbering plans (ITU-T E.164, "National Numbering Plans"); a number of any other country may be mobile.
bool may_be_mobile(Phone const& phone);

} // namespace loggia::sms
