// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "features/contacts/contact.hpp"

// Companies: organisations that contacts belong to (PRODUCT 2.4).
namespace loggia::companies {

struct CompanyRow {
    CompanyId id;
    std::string name;
    std::optional<EmailAddress> email;
    std::optional<Phone> phone;
    std::int64_t people = 0;  // how many contacts belong to it
};
BOOST_DESCRIBE_STRUCT(CompanyRow, (), (id, name, email, phone, people))

struct Company {
    CompanyId id;
    std::int64_t version = 1;
    std::string name;
    std::optional<EmailAddress> email;
    std::optional<Phone> phone;
    std::optional<WebAddress> website;
    std::optional<std::string> address;  // as it is written on an envelope
    std::optional<std::string> notes;
    std::vector<contacts::ContactRow> people;  // by name
    Timestamp created_at;
};
BOOST_DESCRIBE_STRUCT(Company, (), (id, version, name, email, phone, website, address, notes, people, created_at))

struct NewCompany {
    std::string name;
    std::optional<EmailAddress> email;
    std::optional<Phone> phone;
    std::optional<WebAddress> website;
    std::optional<std::string> address;
    std::optional<std::string> notes;
};
BOOST_DESCRIBE_STRUCT(NewCompany, (), (name, email, phone, website, address, notes))
LOGGIA_LIMITS(NewCompany, {"name", 1, 120}, {"address", 0, 400}, {"notes", 0, 4000})

struct CompanyChanges {
    json::Change<std::string> name;
    json::Change<std::optional<EmailAddress>> email;
    json::Change<std::optional<Phone>> phone;
    json::Change<std::optional<WebAddress>> website;
    json::Change<std::optional<std::string>> address;
    json::Change<std::optional<std::string>> notes;
};
BOOST_DESCRIBE_STRUCT(CompanyChanges, (), (name, email, phone, website, address, notes))
LOGGIA_LIMITS(CompanyChanges, {"name", 1, 120}, {"address", 0, 400}, {"notes", 0, 4000})

// By name; with `q` the newest matches come first.
struct CompanyQuery {
    std::optional<std::string> q;
    std::optional<std::string> after;
    std::optional<std::int64_t> limit;
};
BOOST_DESCRIBE_STRUCT(CompanyQuery, (), (q, after, limit))
LOGGIA_LIMITS(CompanyQuery, {"q", 0, 200}, {"after", 1, 1000}, {"limit", 1, 100})

// What other features may ask and do. None of these writes an activity.

std::optional<std::string> company_name(db::Tx& tx, OrganizationId organization, CompanyId company);
CompanyId add_company(db::Tx& tx, OrganizationId organization, Timestamp now, NewCompany const& input);
// False when the contact belonged to it before. Both exist: the caller has looked.
bool join_company(db::Tx& tx, OrganizationId organization, CompanyId company, ContactId contact);

}  // namespace loggia::companies
