// SPDX-License-Identifier: Apache-2.0
#include "platform/sms/mobile_numbers.hpp"

#include <algorithm>
#include <array>

namespace loggia::sms {

namespace {

struct Plan {
    std::string_view calling_code;
    std::string_view mobile; // what a mobile number begins with after the calling code, separated by spaces
};

// Left out on purpose: Denmark (+45) and others whose numbers do not tell.
constexpr std::array plans = {
    Plan{"30", "69"},                                     // Greece
    Plan{"31", "6"},                                      // Netherlands
    Plan{"32", "45 46 47 48 49"},                         // Belgium; 42 and 43 are Liège
    Plan{"33", "6 7"},                                    // France
    Plan{"34", "6 71 72 73 74"},                          // Spain; 70 is forwarded somewhere
    Plan{"351", "91 92 93 96"},                           // Portugal
    Plan{"352", "6"},                                     // Luxembourg
    Plan{"353", "82 83 85 86 87 88 89"},                  // Ireland
    Plan{"354", "6 7 8"},                                 // Iceland
    Plan{"356", "7 9"},                                   // Malta
    Plan{"357", "9"},                                     // Cyprus
    Plan{"358", "4 50"},                                  // Finland
    Plan{"359", "87 88 89 98 99"},                        // Bulgaria
    Plan{"36", "20 30 31 50 70"},                         // Hungary
    Plan{"370", "6"},                                     // Lithuania
    Plan{"371", "2"},                                     // Latvia
    Plan{"372", "5 81 82 83"},                            // Estonia
    Plan{"385", "9"},                                     // Croatia
    Plan{"386", "30 31 40 41 51 64 65 68 69 70 71"},      // Slovenia
    Plan{"39", "3"},                                      // Italy
    Plan{"40", "7"},                                      // Romania
    Plan{"41", "74 75 76 77 78 79"},                      // Switzerland
    Plan{"420", "60 70 72 73 77 79"},                     // Czechia
    Plan{"421", "9"},                                     // Slovakia
    Plan{"43", "65 66 67 68 69"},                         // Austria
    Plan{"44", "71 72 73 74 75 77 78 79 7624"},           // United Kingdom; 70 is forwarded, 76 are pagers
    Plan{"46", "70 72 73 76 79"},                         // Sweden
    Plan{"47", "4 9"},                                    // Norway
    Plan{"48", "45 50 51 53 57 60 66 69 72 73 78 79 88"}, // Poland
    Plan{"49", "15 16 17"},                               // Germany
};

bool begins_with_one_of(std::string_view digits, std::string_view prefixes)
{
    for (std::size_t start = 0; start < prefixes.size();) {
        auto const end = std::min(prefixes.find(' ', start), prefixes.size());
        if (digits.starts_with(prefixes.substr(start, end - start))) return true;
        start = end + 1;
    }
    return false;
}

} // namespace

bool may_be_mobile(Phone const& phone)
{
    if (phone.empty()) return false;
    auto const digits = std::string_view(phone.text()).substr(1);
    // No calling code is the beginning of another (ITU-T E.164), so at most one plan fits.
    auto const plan = std::ranges::find_if(plans, [&](Plan const& each) { return digits.starts_with(each.calling_code); });
    return plan == plans.end() || begins_with_one_of(digits.substr(plan->calling_code.size()), plan->mobile);
}

} // namespace loggia::sms
