// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <string>

#include "platform/clock.hpp"

struct icalcomponent_impl;

namespace loggia::test {

// A calendar as libical reads it, which is what many calendar programs are built on. Properties are named "DTSTART"; a
// missing one is empty. Events are counted from 0.
class ParsedCalendar {
public:
    explicit ParsedCalendar(std::string const& text);

    std::string errors() const;     // what could not be parsed
    std::string violations() const; // what the method does not allow, or needs (RFC 5546, section 3.2)
    std::string method() const;
    std::string name() const;
    std::size_t events() const;
    std::string value(std::size_t event, std::string const& property) const; // as it stands there
    std::string text(std::size_t event, std::string const& property) const;  // unescaped
    std::string parameter(std::size_t event, std::string const& property, std::string const& parameter) const;
    Timestamp starts_at(std::size_t event) const;
    Timestamp ends_at(std::size_t event) const;
    // What the clocks of a zone show when it begins, by libical's own rules (the system's zone files): "20260329T030000".
    std::string local_start(std::size_t event, std::string const& zone) const;

private:
    struct Free {
        void operator()(icalcomponent_impl* component) const;
    };
    std::unique_ptr<icalcomponent_impl, Free> calendar_;
};

} // namespace loggia::test
