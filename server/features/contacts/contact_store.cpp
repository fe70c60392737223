// SPDX-License-Identifier: Apache-2.0
#include "features/contacts/contact_store.hpp"

#include "features/portraits/portrait.hpp"
#include "platform/db/search.hpp"

namespace loggia::contacts::store {

struct FoundName {
    std::string name;
};
BOOST_DESCRIBE_STRUCT(FoundName, (), (name))

std::optional<Contact> find_contact(db::Tx& tx, OrganizationId organization, ContactId contact)
{
    auto found = tx.find<Contact>(R"(
        SELECT c.id, c.version, c.kind, c.status, c.first_name, c.last_name, c.email, c.phone, c.locale, c.owner_id,
               u.name AS owner_name, NULL AS companies, c.tags, c.source, c.addresses, c.notes, c.last_sign_in_at,
               c.created_at, c.photo AS photo_url
        FROM contacts AS c
        LEFT JOIN users AS u ON u.organization_id = c.organization_id AND u.id = c.owner_id
        WHERE c.organization_id = $1 AND c.id = $2
    )", organization, contact);
    if (!found) return found;
    found->photo_url = portraits::address_for_staff(contact, found->photo_url);
    found->companies = tx.rows<ContactCompany>(R"(
        SELECT k.id, k.name
        FROM company_people AS p
        JOIN companies AS k ON k.organization_id = p.organization_id AND k.id = p.company_id
        WHERE p.organization_id = $1 AND p.contact_id = $2
        ORDER BY p.company_id
    )", organization, contact);
    return found;
}

std::optional<std::string> contact_name(db::Tx& tx, OrganizationId organization, ContactId contact)
{
    auto const found = tx.find<FoundName>(
        "SELECT first_name || ' ' || last_name AS name FROM contacts WHERE organization_id = $1 AND id = $2", organization, contact);
    return found ? std::optional(found->name) : std::nullopt;
}

ContactCounts count_by_kind(db::Tx& tx, OrganizationId organization)
{
    auto const count = [&](ContactKind kind) {
        return tx.number("SELECT COUNT(*) FROM contacts WHERE organization_id = $1 AND kind = $2", organization, kind).value_or(0);
    };
    return {count(ContactKind::client), count(ContactKind::partner), count(ContactKind::lead)};
}

bool insert_contact(db::Tx& tx, OrganizationId organization, Contact const& contact)
{
    auto const email_folded = contact.email ? std::optional(fold(*contact.email)) : std::nullopt;
    return tx.run(R"(
        INSERT INTO contacts (organization_id, id, kind, status, first_name, last_name, name_folded, email, email_folded,
                              phone, locale, owner_id, source, tags, addresses, notes, created_at)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10,
                COALESCE(NULLIF($11, ''), (SELECT locale FROM organizations WHERE id = $1)),
                $12, $13, $14, $15, $16, $17)
        ON CONFLICT (organization_id, email_folded) DO NOTHING
    )", organization, contact.id, contact.kind, contact.status, contact.first_name, contact.last_name,
        sorting_name(contact), contact.email, email_folded, contact.phone, contact.locale, contact.owner_id,
        contact.source, json::to_text(contact.tags), json::to_text(contact.addresses), contact.notes, contact.created_at) == 1;
}

bool update_contact(db::Tx& tx, OrganizationId organization, Contact const& contact)
{
    auto const email_folded = contact.email ? std::optional(fold(*contact.email)) : std::nullopt;
    return tx.run(R"(
        UPDATE contacts
        SET kind = $4, first_name = $5, last_name = $6, name_folded = $7, email = $8, email_folded = $9, phone = $10,
            locale = $11, owner_id = $12, source = $13, tags = $14, addresses = $15, notes = $16, version = version + 1
        WHERE organization_id = $1 AND id = $2 AND version = $3
    )", organization, contact.id, contact.version, contact.kind, contact.first_name, contact.last_name,
        sorting_name(contact), contact.email, email_folded, contact.phone, contact.locale, contact.owner_id,
        contact.source, json::to_text(contact.tags), json::to_text(contact.addresses), contact.notes) == 1;
}

bool is_email_taken(db::Tx& tx, OrganizationId organization, EmailAddress const& email, ContactId except)
{
    return tx.number("SELECT id FROM contacts WHERE organization_id = $1 AND email_folded = $2 AND id <> $3",
                     organization, fold(email), except).has_value();
}

bool is_active_user(db::Tx& tx, OrganizationId organization, UserId user)
{
    return tx.number("SELECT id FROM users WHERE organization_id = $1 AND id = $2 AND active = 1", organization, user).has_value();
}

void index_contact(db::Tx& tx, OrganizationId organization, Contact const& contact)
{
    db::index_text(tx, db::SearchIndex::contacts, organization, contact.id.value, search_text(contact));
}

void set_status(db::Tx& tx, OrganizationId organization, ContactId contact, ContactStatus status)
{
    tx.run("UPDATE contacts SET status = $3 WHERE organization_id = $1 AND id = $2", organization, contact, status);
}

void set_last_sign_in(db::Tx& tx, OrganizationId organization, ContactId contact, Timestamp now)
{
    tx.run("UPDATE contacts SET last_sign_in_at = $3 WHERE organization_id = $1 AND id = $2", organization, contact, now);
}

void set_locale(db::Tx& tx, OrganizationId organization, ContactId contact, Locale const& locale)
{
    tx.run("UPDATE contacts SET locale = $3 WHERE organization_id = $1 AND id = $2", organization, contact, locale);
}

void set_owner(db::Tx& tx, OrganizationId organization, ContactId contact, UserId owner)
{
    tx.run("UPDATE contacts SET owner_id = $3 WHERE organization_id = $1 AND id = $2", organization, contact, owner);
}

void set_name(db::Tx& tx, OrganizationId organization, Contact const& contact)
{
    tx.run("UPDATE contacts SET first_name = $3, last_name = $4, name_folded = $5 WHERE organization_id = $1 AND id = $2",
           organization, contact.id, contact.first_name, contact.last_name, sorting_name(contact));
}

std::optional<ContactId> find_by_email(db::Tx& tx, OrganizationId organization, std::string const& email_folded)
{
    auto const id = tx.number("SELECT id FROM contacts WHERE organization_id = $1 AND email_folded = $2", organization, email_folded);
    return id ? std::optional(ContactId{*id}) : std::nullopt;
}

void set_email(db::Tx& tx, OrganizationId organization, ContactId contact, EmailAddress const& email)
{
    tx.run("UPDATE contacts SET email = $3, email_folded = $4 WHERE organization_id = $1 AND id = $2",
           organization, contact, email, fold(email));
}

void set_phone(db::Tx& tx, OrganizationId organization, ContactId contact, std::optional<Phone> const& phone)
{
    tx.run("UPDATE contacts SET phone = $3 WHERE organization_id = $1 AND id = $2", organization, contact, phone);
}

}  // namespace loggia::contacts::store
