// SPDX-License-Identifier: Apache-2.0
#include "platform/http/message.hpp"

#include <gtest/gtest.h>

#include "platform/auth/token.hpp"

namespace loggia::http {
namespace {

std::string logged(std::string const& path)
{
    Head head;
    head.path = path;
    return head.path_for_logs();
}

TEST(Head, LogsDoNotTellASecretThatIsPartOfAnAddress)
{
    auto const token = auth::new_token();
    EXPECT_EQ(logged("/api/v1/public/calendars/" + token + ".ics"), "/api/v1/public/calendars/" + token.substr(0, 3) + "…");
    EXPECT_EQ(logged("/" + token + "/more"), "/" + token.substr(0, 3) + "…/more");
}

TEST(Head, LogsTellAllOtherPathsInFull)
{
    for (std::string const& path :
         {std::string("/"), std::string(""), std::string("/api/v1/deals/0JRN8FQ1DV00T/properties/0JRN8FQ1DV00T"), std::string("//x/"),
          std::string("/api/v1/portal/appointments/0JRN8FQ1DV00T/feedback/media/3f2504e0-4f89-41d3-9a0c-0305e82c3301/640.webp")})
        EXPECT_EQ(logged(path), path);
    EXPECT_EQ(logged("/" + std::string(20, 'x') + std::string(20, '\xC3')).substr(0, 4), "/xxx") << "bytes that are no text";
}

} // namespace
} // namespace loggia::http
