// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "platform/http/message.hpp"

// Contacts: the people of the CRM. Described here once: JSON, rows and OpenAPI follow.
namespace loggia::contacts {

BOOST_DEFINE_ENUM_CLASS(ContactKind, client, partner, lead)
// Where a contact stands with the portals: follows its accesses.
BOOST_DEFINE_ENUM_CLASS(ContactStatus, added, invited, active, blocked)
BOOST_DEFINE_ENUM_CLASS(ContactSort, recent, name)

struct PostalAddress {
    std::optional<std::string> label;  // "home", or words of the staff's own
    std::string street;                // with the house number
    std::string postcode;
    std::string town;
    std::optional<Country> country;
};
BOOST_DESCRIBE_STRUCT(PostalAddress, (), (label, street, postcode, town, country))
LOGGIA_LIMITS(PostalAddress, {"label", 0, 40}, {"street", 1, 120}, {"postcode", 0, 20}, {"town", 1, 80})

struct ContactCompany {
    CompanyId id;
    std::string name;
};
BOOST_DESCRIBE_STRUCT(ContactCompany, (), (id, name))

// A contact in a list.
struct ContactRow {
    ContactId id;
    ContactKind kind = ContactKind::lead;
    ContactStatus status = ContactStatus::added;
    std::string first_name;
    std::string last_name;
    std::optional<EmailAddress> email;
    std::optional<Phone> phone;
    std::optional<std::string> company_name;  // the first of its companies
    std::optional<UserId> owner_id;
    std::optional<std::string> owner_name;
    std::vector<std::string> tags;
    std::optional<Timestamp> last_sign_in_at;
    Timestamp created_at;
    std::optional<std::string> photo_url;
};
BOOST_DESCRIBE_STRUCT(ContactRow, (), (id, kind, status, first_name, last_name, email, phone, company_name, owner_id,
                                       owner_name, tags, last_sign_in_at, created_at, photo_url))

struct Contact {
    ContactId id;
    std::int64_t version = 1;
    ContactKind kind = ContactKind::lead;
    ContactStatus status = ContactStatus::added;
    std::string first_name;
    std::string last_name;
    std::optional<EmailAddress> email;
    std::optional<Phone> phone;
    Locale locale;
    std::optional<UserId> owner_id;
    std::optional<std::string> owner_name;
    std::vector<ContactCompany> companies;
    std::vector<std::string> tags;
    std::optional<std::string> source;
    std::vector<PostalAddress> addresses;
    std::optional<std::string> notes;
    std::optional<Timestamp> last_sign_in_at;
    Timestamp created_at;
    std::optional<std::string> photo_url; // the person's own picture
};
BOOST_DESCRIBE_STRUCT(Contact, (), (id, version, kind, status, first_name, last_name, email, phone, locale, owner_id,
                                    owner_name, companies, tags, source, addresses, notes, last_sign_in_at, created_at, photo_url))

struct NewContact {
    ContactKind kind = ContactKind::lead;
    std::string first_name;
    std::string last_name;
    std::optional<EmailAddress> email;
    std::optional<Phone> phone;
    std::optional<Locale> locale;  // absent: the organization's
    std::optional<UserId> owner_id;
    std::optional<CompanyId> company_id;          // joins this one,
    std::optional<std::string> new_company_name;  // or one that is made on the spot
    std::vector<std::string> tags;
    std::optional<std::string> source;
    std::vector<PostalAddress> addresses;
    std::optional<std::string> notes;
};
BOOST_DESCRIBE_STRUCT(NewContact, (), (kind, first_name, last_name, email, phone, locale, owner_id, company_id,
                                       new_company_name, tags, source, addresses, notes))
LOGGIA_LIMITS(NewContact, {"first_name", 1, 80}, {"last_name", 1, 80}, {"new_company_name", 1, 120}, {"tags", 0, 20},
              {"source", 0, 80}, {"addresses", 0, 10}, {"notes", 0, 4000})

struct ContactChanges {
    json::Change<ContactKind> kind;
    json::Change<std::string> first_name;
    json::Change<std::string> last_name;
    json::Change<std::optional<EmailAddress>> email;
    json::Change<std::optional<Phone>> phone;
    json::Change<Locale> locale;
    json::Change<std::optional<UserId>> owner_id;
    json::Change<std::vector<std::string>> tags;
    json::Change<std::optional<std::string>> source;
    json::Change<std::vector<PostalAddress>> addresses;
    json::Change<std::optional<std::string>> notes;
};
BOOST_DESCRIBE_STRUCT(ContactChanges, (), (kind, first_name, last_name, email, phone, locale, owner_id, tags, source,
                                           addresses, notes))
LOGGIA_LIMITS(ContactChanges, {"first_name", 1, 80}, {"last_name", 1, 80}, {"tags", 0, 20}, {"source", 0, 80},
              {"addresses", 0, 10}, {"notes", 0, 4000})

// With `q` the newest matches come first, whatever `sort` says.
struct ContactQuery {
    std::optional<ContactKind> kind;
    std::optional<ContactStatus> status;
    std::optional<UserId> owner;
    std::optional<std::string> q;
    std::optional<ContactSort> sort;  // absent: recent
    std::optional<std::string> after;
    std::optional<std::int64_t> limit;
};
BOOST_DESCRIBE_STRUCT(ContactQuery, (), (kind, status, owner, q, sort, after, limit))
LOGGIA_LIMITS(ContactQuery, {"q", 0, 200}, {"after", 1, 1000}, {"limit", 1, 100})

struct ContactCounts {
    std::int64_t client = 0;
    std::int64_t partner = 0;
    std::int64_t lead = 0;
};
BOOST_DESCRIBE_STRUCT(ContactCounts, (), (client, partner, lead))

struct NewNote {
    std::string text;
};
BOOST_DESCRIBE_STRUCT(NewNote, (), (text))
LOGGIA_LIMITS(NewNote, {"text", 1, 4000})

// What other features may ask and change.

std::optional<Contact> find_contact(db::Tx& tx, OrganizationId organization, ContactId contact);
std::optional<std::string> contact_name(db::Tx& tx, OrganizationId organization, ContactId contact);
std::vector<ContactRow> people_of(db::Tx& tx, OrganizationId organization, CompanyId company);  // by name, at most 500

// Checks every rule, makes the company when a new one is named, and indexes the contact. Writes no activity.
// Problem: invalid email_required, owner_not_found, company_not_found, company_given_twice, tag_too_long; conflict email_taken.
struct AddedContact {
    ContactId contact;
    std::optional<CompanyId> company;
    std::optional<std::string> new_company;  // its name, when it was made just now
};
AddedContact add_contact(db::Tx& tx, OrganizationId organization, Timestamp now, NewContact const& input);

// Checks and saves what staff changed; false when the contact has another version by now. Problem: as above.
bool save_changes(db::Tx& tx, OrganizationId organization, Contact const& before, Contact const& after);

// These leave the version as it is: nobody who edits the contact meanwhile is turned away by them.
void set_portal_status(db::Tx& tx, OrganizationId organization, ContactId contact, ContactStatus status);
void touch_sign_in(db::Tx& tx, OrganizationId organization, ContactId contact, Timestamp now);
void set_locale(db::Tx& tx, OrganizationId organization, ContactId contact, Locale const& locale);
void set_owner(db::Tx& tx, OrganizationId organization, ContactId contact, UserId owner);
// Problem: invalid "required" for a blank one.
void set_name(db::Tx& tx, OrganizationId organization, ContactId contact, std::string first_name, std::string last_name);
std::optional<ContactId> find_by_email(db::Tx& tx, OrganizationId organization, std::string const& email_folded);
// Problem: conflict email_taken.
void set_email(db::Tx& tx, OrganizationId organization, ContactId contact, EmailAddress const& email);
void set_phone(db::Tx& tx, OrganizationId organization, ContactId contact, std::optional<Phone> const& phone);

}  // namespace loggia::contacts
