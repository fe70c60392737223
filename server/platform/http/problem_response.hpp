// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "platform/http/message.hpp"

namespace loggia::http {

// RFC 9457 problem+json: type, title, status, code, detail, errors[{pointer, code, message}], request_id.
Response problem_response(Problem const& problem, std::string_view request_id);

// Any other exception: logged in full here; the caller sees only "internal".
Response internal_error(std::exception_ptr error, Head const& head);

// Renders whatever was thrown, in the one of the two ways that fits.
Response refusal(std::exception_ptr error, Head const& head);

}  // namespace loggia::http
