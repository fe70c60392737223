// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <mutex>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace loggia::test {

// Remembers every secret that passed between a test and the server (session and device tokens, links, codes, passwords) and
// all that was logged meanwhile, of every level, and finds the ones in the other. It watches the whole run: main.cpp puts it
// on, each TestApp asks it at its end, and so does the end of the run.
class SecretWatch {
public:
    // By the names of fields of a JSON body: "password", "token", "attempt", "code", "recovery_codes" …
    void learn_from_request(std::string_view body);
    void learn_from_answer(std::string_view body);
    void learn_token(std::string_view token);

    void hear(std::string_view log_line);
    // What a program said; its lines of log only.
    void hear_output(std::string_view output);

    // Each "<secret> in <line>", shortened. Then both are forgotten, what stays in use (`lasting`) excepted.
    std::vector<std::string> leaks_into_log();
    // Likewise for the text of tables (database_snapshot.hpp); forgets nothing.
    std::vector<std::string> leaks_into(std::map<std::string, std::string> const& tables) const;

private:
    struct Name;
    void learn(std::string_view body, bool is_answer);
    void learn_text(std::string const& text);
    std::vector<std::string> found_in(std::string_view place, std::string_view text, bool with_codes) const;

    mutable std::mutex mutex_;
    std::set<std::string, std::less<>> texts_; // long enough to be nothing else
    std::set<std::string, std::less<>> codes_; // six digits, which other numbers may be too
    std::string log_;
};

SecretWatch& secret_watch();

} // namespace loggia::test
