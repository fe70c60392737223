// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <boost/json.hpp>

#include <optional>
#include <string>

#include "platform/clock.hpp"

namespace loggia::app {

// The relative times of the demo data (app/demo/README.md), so that the demo never ages.
class DemoTimes {
public:
    DemoTimes(Timestamp now, std::string time_zone);

    // {"minutes": -41}, or {"days": 3, "time": "10:00"} in the organization's time zone.
    Timestamp moment(boost::json::value const& relative) const;
    std::optional<Timestamp> moment_if(boost::json::object const& record, std::string_view member) const;
    Date day(boost::json::value const& relative) const;  // {"days": 104}

private:
    Timestamp now_;
    std::string time_zone_;
};

}  // namespace loggia::app
