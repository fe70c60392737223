// SPDX-License-Identifier: Apache-2.0
#include "platform/http/problem_response.hpp"

#include "platform/log/log.hpp"

namespace loggia::http {

namespace {

struct Status {
    unsigned number;
    char const* title;
};

Status status_of(Fault fault)
{
    switch (fault) {
    case Fault::malformed: return {400, "Bad request"};
    case Fault::unauthenticated: return {401, "Sign-in required"};
    case Fault::forbidden: return {403, "Not allowed"};
    case Fault::not_found: return {404, "Not found"};
    case Fault::wrong_method: return {405, "Method not allowed"};
    case Fault::conflict: return {409, "Conflict"};
    case Fault::gone: return {410, "Gone"};
    case Fault::stale: return {412, "Changed meanwhile"};
    case Fault::too_large: return {413, "Too large"};
    case Fault::unsupported_media: return {415, "Unsupported media type"};
    case Fault::invalid: return {422, "Invalid"};
    case Fault::precondition_required: return {428, "Precondition required"};
    case Fault::too_many: return {429, "Too many requests"};
    case Fault::headers_too_large: return {431, "Headers too large"};
    case Fault::unavailable: return {503, "Unavailable"};
    }
    return {500, "Internal error"};
}

struct ErrorBody {
    std::string pointer;
    std::string code;
    std::string message;
};
BOOST_DESCRIBE_STRUCT(ErrorBody, (), (pointer, code, message))

struct ProblemBody {
    std::string type = "about:blank";
    std::string title;
    std::int64_t status = 500;
    std::string code;
    std::string detail;
    std::vector<ErrorBody> errors;
    std::string request_id;
};
BOOST_DESCRIBE_STRUCT(ProblemBody, (), (type, title, status, code, detail, errors, request_id))

}  // namespace

Response problem_response(Problem const& problem, std::string_view request_id)
{
    auto const [number, title] = status_of(problem.fault);
    ProblemBody body{"about:blank", title, number, problem.code, problem.what(), {}, std::string(request_id)};
    for (auto const& error : problem.errors) body.errors.push_back({error.pointer, error.code, error.message});
    Response response{number, {{"Content-Type", "application/problem+json"}}, json::to_text(body), {}, {}, {}};
    if (problem.retry_after_seconds > 0) response.with("Retry-After", std::to_string(problem.retry_after_seconds));
    return response;
}

Response internal_error(std::exception_ptr error, Head const& head)
{
    try {
        std::rethrow_exception(error);
    } catch (std::exception const& exception) {
        log::error("http.internal_error", {{"path", head.path_for_logs()}, {"error", exception.what()}, log::request_id(head.request_id)});
    } catch (...) {
        log::error("http.internal_error", {{"path", head.path_for_logs()}, log::request_id(head.request_id)});
    }
    ProblemBody const body{"about:blank", "Internal error", 500, "internal", "Something went wrong on our side.", {}, head.request_id};
    return {500, {{"Content-Type", "application/problem+json"}}, json::to_text(body), {}, {}, {}};
}

// Who was turned away by a wall, and by which: the access log knows the status alone.
static void log_refusal(Problem const& problem, Head const& head)
{
    switch (problem.fault) {
    case Fault::unauthenticated:
    case Fault::forbidden:
    case Fault::too_many:
        log::info("http.refused",
                  {{"path", head.path}, {"problem", problem.code}, {"from", head.client_address}, log::request_id(head.request_id)});
        break;
    default:
        break;
    }
}

Response refusal(std::exception_ptr error, Head const& head)
{
    try {
        std::rethrow_exception(error);
    } catch (Problem const& problem) {
        log_refusal(problem, head);
        return problem_response(problem, head.request_id);
    } catch (db::ConstraintViolation const& violation) {
        log::warning("db.constraint", {{"path", head.path_for_logs()}, {"error", violation.what()}, log::request_id(head.request_id)});
        return problem_response(Problem(Fault::conflict, "conflict", "This contradicts something that is already there."), head.request_id);
    } catch (...) {
        return internal_error(std::current_exception(), head);
    }
}

}  // namespace loggia::http
