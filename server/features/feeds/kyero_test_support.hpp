// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "features/feeds/kyero.hpp"
#include "test/paths.hpp"

namespace loggia::test::kyero {

// The bytes of a file in testdata/.
inline std::string fixture(std::string const& name)
{
    auto const path = test::source_folder() / "server/features/feeds/testdata" / name;
    std::ifstream file(path, std::ios::binary);
    if (!file) throw std::runtime_error("cannot open " + path.string());
    return {std::istreambuf_iterator<char>(file), {}};
}

// A property's XML: complete as it stands, and any element can be replaced, emptied or taken out by its name. What is set is
// markup, so a test escapes for itself.
class PropertyXml {
public:
    explicit PropertyXml(std::string const& id)
    {
        set("id", id).set("date", "2026-06-17 11:30:00").set("ref", "REF-" + id).set("price", "250000").set("currency", "EUR");
        set("price_freq", "sale").set("type", "villa").set("town", "Altea").set("province", "Alicante");
    }
    PropertyXml& set(std::string const& name, std::string const& markup)
    {
        elements_[name] = "<" + name + ">" + markup + "</" + name + ">";
        return *this;
    }
    PropertyXml& without(std::string const& name)
    {
        elements_.erase(name);
        return *this;
    }
    PropertyXml& raw(std::string const& markup)
    {
        raw_ += markup;
        return *this;
    }
    std::string text() const
    {
        std::string text = "<property>";
        for (auto const& [name, markup] : elements_) text += markup;
        return text + raw_ + "</property>\n";
    }

private:
    std::map<std::string, std::string> elements_;
    std::string raw_;
};

inline std::string feed_xml(std::vector<PropertyXml> const& properties)
{
    std::string text = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<root>\n<kyero><feed_version>3</feed_version></kyero>\n";
    for (auto const& property : properties) text += property.text();
    return text + "</root>\n";
}

}  // namespace loggia::test::kyero
