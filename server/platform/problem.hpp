// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

namespace loggia {

// Why a request is refused. Each fault is one HTTP status, chosen in one place (platform/http/problem_response.cpp).
enum class Fault {
    malformed,              // 400: the request itself is not readable
    unauthenticated,        // 401
    forbidden,              // 403
    not_found,              // 404
    wrong_method,           // 405
    conflict,               // 409
    gone,                   // 410
    stale,                  // 412: If-Match names an older version
    too_large,              // 413
    unsupported_media,      // 415
    invalid,                // 422: readable, but a field is wrong
    precondition_required,  // 428: If-Match is missing
    too_many,               // 429
    headers_too_large,      // 431
    unavailable,            // 503: try again later
};

// One wrong field. `pointer` is an RFC 6901 JSON pointer into the body ("/price/amount"), or the name of a query parameter.
struct FieldError {
    std::string pointer;
    std::string code;
    std::string message;
};

// A refusal that the caller may read. Thrown anywhere under a handler; rolls the transaction back and is rendered once,
// as RFC 9457 problem+json. `code` is stable and listed in docs/API.md; `message` is an English sentence.
class Problem : public std::runtime_error {
public:
    Problem(Fault fault_, std::string code_, std::string const& message, std::string const& field = {})
        : std::runtime_error(message), fault(fault_), code(std::move(code_))
    {
        if (!field.empty()) errors.push_back({field.front() == '/' ? field : "/" + field, code, message});
    }
    Problem(Fault fault_, std::string code_, std::string const& message, std::vector<FieldError> errors_)
        : std::runtime_error(message), fault(fault_), code(std::move(code_)), errors(std::move(errors_))
    {
    }

    Fault fault;
    std::string code;
    std::vector<FieldError> errors;
    int retry_after_seconds = 0;  // with Fault::too_many and Fault::unavailable; 0 means "not said"
};

}  // namespace loggia
