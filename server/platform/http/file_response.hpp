// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "platform/files/file_store.hpp"
#include "platform/http/message.hpp"

namespace loggia::http {

struct FileAnswer {
    std::string sha256;      // in the store; also the ETag
    std::string media_type;
    std::string cache = "private, max-age=31536000, immutable";
    std::string name{};      // not empty: offered for saving under this name
};

// Answers a stored file: whole, a range (206), or 304 when the caller has it. The answer's CSP is a sandbox, so that
// nothing in a file can run as our page. Problem(not_found) when the store does not hold it.
Response file_response(Head const& head, files::FileStore const& store, FileAnswer const& file);

}  // namespace loggia::http
