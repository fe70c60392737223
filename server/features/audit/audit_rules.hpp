// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "features/audit/audit.hpp"

// How the audit log is searched, paged and written as CSV. Pure functions.
namespace loggia::audit {

// The words of a search, folded.
std::vector<std::string> words_of(std::string_view q);
bool matches(AuditEntry const& entry, std::vector<std::string> const& words);

std::string to_text(Place const& place);
Place parse_place(std::string_view text); // Problem: invalid invalid_cursor

// RFC 4180 in UTF-8 with a byte order mark, which spreadsheets want: every cell in quotes, lines end in CR LF. A cell that a
// spreadsheet would take for a formula (OWASP, "CSV Injection") begins with an apostrophe.
std::string csv_header();
std::string csv_line(AuditEntry const& entry);
std::string csv_cell(std::string_view text);

} // namespace loggia::audit
