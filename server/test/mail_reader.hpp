// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

namespace loggia::test {

std::string header_of(std::string const& mail, std::string const& name); // unfolded; encoded words stay as they are
std::string text_of(std::string const& mail);                            // its plain text, quoted-printable undone
std::string code_in(std::string const& text);                            // the first six digits that stand together
std::string token_in(std::string const& text);                           // what stands behind the first # of a link

} // namespace loggia::test
