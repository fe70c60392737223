// SPDX-License-Identifier: Apache-2.0
#include "app/demo_loader.hpp"

#include "features/companies/company.hpp"
#include "features/contacts/contact.hpp"
#include "features/portals/access.hpp"
#include "features/staff/staff_store.hpp"

namespace loggia::app {

std::string text_of(boost::json::object const& record, std::string_view member) { return std::string(record.at(member).as_string()); }

std::optional<std::string> text_if(boost::json::object const& record, std::string_view member)
{
    auto const* found = record.if_contains(member);
    if (!found || !found->is_string()) return std::nullopt;
    return std::string(found->get_string());
}

std::optional<std::int64_t> number_if(boost::json::object const& record, std::string_view member)
{
    auto const* found = record.if_contains(member);
    if (!found || !found->is_number()) return std::nullopt;
    return found->to_number<std::int64_t>();
}

std::string street_of(boost::json::object const& record)
{
    auto const number = text_if(record, "house_number");
    return text_of(record, "street") + (number ? " " + *number : "");
}

std::vector<boost::json::object const*> DemoData::records_of(std::string const& file, std::string_view organization) const
{
    std::vector<boost::json::object const*> records;
    for (auto const& record : files.at(file).as_array())
        if (record.at("organization").as_string() == organization) records.push_back(&record.as_object());
    return records;
}

DemoLoader::DemoLoader(Services const& services, DemoData const& data, boost::json::object const& organization, db::Tx& tx)
    : services_(services), data_(data), record_(organization), tx_(tx), key_(text_of(organization, "key")),
      times_(services.clock.now(), text_of(organization, "time_zone")), organization_(new_id<OrganizationId>())
{
}

void DemoLoader::load()
{
    add_organization();
    add_portals();
    add_companies();
    add_contacts();
    add_stood_for();
    add_properties();
    add_deals();
    add_appointments();
    add_feedback();
    add_conversations();
    record_acts();
}

void DemoLoader::happened(Timestamp at, std::string const& by, activities::Act act) { acts_.push_back({at, author(by), std::move(act)}); }

void DemoLoader::record_acts()
{
    std::ranges::stable_sort(acts_, {}, &Happening::at);
    std::vector<ActivityId> recorded;
    for (auto const& [at, by, act] : acts_) recorded.push_back(activities::record(services_.database, tx_, organization_, by, at, act));
    add_notifications(recorded);
}

activities::Author DemoLoader::author(std::string const& key) const
{
    if (key.empty()) return {};
    auto const& person = people_.at(key);
    return {person.is_staff ? activities::ActorKind::staff : activities::ActorKind::contact, person.id, person.name};
}

UserId DemoLoader::user(Record const& record, std::string_view member) const { return {people_.at(text_of(record, member)).id}; }

std::optional<UserId> DemoLoader::user_if(Record const& record, std::string_view member) const
{
    if (!text_if(record, member)) return std::nullopt;
    return user(record, member);
}

void DemoLoader::add_organization()
{
    auto const now = services_.clock.now();
    auto const& address = record_.at("address").as_object();
    auto const address_text = street_of(address) + ", " + text_of(address, "postcode") + " " + text_of(address, "town");
    tx_.run(R"(
        INSERT INTO organizations (id, name, time_zone, currency, locale, email, phone, website, address, demo, created_at)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, 1, $10)
    )", organization_, text_of(record_, "name"), text_of(record_, "time_zone"), text_of(record_, "currency"), text_of(record_, "locale"),
        text_if(record_, "email"), text_if(record_, "phone"), text_if(record_, "website"), address_text, now);
    for (auto const& member : record_.at("staff").as_array()) {
        auto const& person = member.as_object();
        staff::store::NewUser const user{text_of(person, "name"), *EmailAddress::parse(text_of(person, "email")),
                                         Phone::parse(text_if(person, "phone").value_or("")), *json::enum_value<staff::Role>(text_of(person, "role")),
                                         *Locale::parse(text_of(person, "locale")), data_.password_hash};
        auto const id = staff::store::insert_user(tx_, organization_, user, now);
        if (!id) throw std::runtime_error(user.email.text() + " is a staff member of another organization already");
        people_[text_of(person, "key")] = {id->value, user.name, true};
    }
}

void DemoLoader::add_portals()
{
    add_portal(record_.at("portal").as_object());
    if (auto const* further = record_.if_contains("further_portals"))
        for (auto const& portal : further->as_array()) add_portal(portal.as_object());
}

void DemoLoader::add_portal(Record const& portal)
{
    auto const enabled_at = times_.moment(portal.at("enabled_at"));
    auto const welcome = boost::json::serialize(portal.at("welcome"));
    auto const colour = [&](std::string_view member) { return *Colour::parse(text_of(portal, member)); };
    Portal const made{new_id<PortalId>(), text_of(portal, "name")};
    tx_.run(R"(
        INSERT INTO portals (organization_id, id, slug, name, tagline, welcome, enabled, enabled_at, invitation_style, primary_colour,
                             accent_colour, header_colour, support_name, support_email, support_phone, created_at, registration, new_level)
        VALUES ($1, $2, $3, $4, $5, $6, 1, $7, $8, $9, $10, $11, $12, $13, $14, $7, $15, $16)
    )", organization_, made.id, text_of(portal, "slug"), made.name, text_if(portal, "tagline"), welcome, enabled_at,
        text_of(portal, "invitation_style"), colour("primary_colour"), colour("accent_colour"), colour("header_colour"),
        text_if(portal, "support_name"), text_if(portal, "support_email"), text_if(portal, "support_phone"),
        text_if(portal, "registration").value_or("off"), text_if(portal, "new_level").value_or("standard"));
    tx_.run("INSERT INTO portal_slugs (slug, organization_id, portal_id, created_at) VALUES ($1, $2, $3, $4)",
            text_of(portal, "slug"), organization_, made.id, enabled_at);
    portals_[text_of(portal, "key")] = made;
    auto const admin = text_of(record_.at("staff").as_array().front().as_object(), "key");
    activities::Act switched{.action = "portal.switched_on"};
    switched.also_on = {made.id.value};
    switched.detail = {{"portal", made.name}};
    happened(enabled_at, admin, switched);
}

void DemoLoader::add_companies()
{
    for (auto const* record : data_.records_of("companies", key_)) {
        companies::NewCompany company;
        company.name = text_of(*record, "name");
        company.email = EmailAddress::parse(text_if(*record, "email").value_or(""));
        company.phone = Phone::parse(text_if(*record, "phone").value_or(""));
        company.website = WebAddress::parse(text_if(*record, "website").value_or(""));
        auto const& address = record->at("address").as_object();
        company.address = street_of(address) + ", " + text_of(address, "postcode") + " " + text_of(address, "town");
        company.notes = text_if(*record, "notes");
        companies_[text_of(*record, "key")] = companies::add_company(tx_, organization_, services_.clock.now(), company);
    }
}

static contacts::PostalAddress postal_address(boost::json::object const& address)
{
    contacts::PostalAddress result;
    result.label = text_if(address, "kind");
    result.street = street_of(address);
    result.postcode = text_of(address, "postcode");
    result.town = text_of(address, "town");
    result.country = Country::parse(text_of(address, "country"));
    return result;
}

void DemoLoader::add_contacts()
{
    auto records = data_.records_of("contacts", key_);
    std::ranges::stable_sort(records, {}, [&](Record const* record) { return times_.moment(record->at("created")); });
    for (auto const* record : records) add_contact(*record);
}

void DemoLoader::add_contact(Record const& record)
{
    auto const created = times_.moment(record.at("created"));
    contacts::NewContact contact;
    contact.kind = *json::enum_value<contacts::ContactKind>(text_of(record, "kind"));
    contact.first_name = text_of(record, "first_name");
    contact.last_name = text_of(record, "last_name");
    contact.email = EmailAddress::parse(text_if(record, "email").value_or(""));
    contact.phone = Phone::parse(text_if(record, "phone").value_or(""));
    contact.locale = Locale::parse(text_of(record, "locale"));
    contact.owner_id = user_if(record, "owner");
    for (auto const& tag : record.at("tags").as_array()) contact.tags.emplace_back(tag.as_string());
    contact.source = text_if(record, "source");
    for (auto const& address : record.at("addresses").as_array()) contact.addresses.push_back(postal_address(address.as_object()));
    contact.notes = text_if(record, "notes");
    auto const id = contacts::add_contact(tx_, organization_, created, contact).contact;
    people_[text_of(record, "key")] = {id.value, contact.first_name + " " + contact.last_name, false};
    for (auto const& company : record.at("companies").as_array())
        companies::join_company(tx_, organization_, companies_.at(std::string(company.as_string())), id);
    happened(created, text_if(record, "owner").value_or(""), {.action = "contact.created", .contact = id});
    if (auto const* portal = record.if_contains("portal"); portal && portal->is_object()) add_access(portal->as_object(), record, id);
    if (auto const* further = record.if_contains("further_accesses"))
        for (auto const& access : further->as_array()) add_access(access.as_object(), record, id);
}

void DemoLoader::add_stood_for()
{
    for (auto const* record : data_.records_of("contacts", key_)) {
        auto const* others = record->if_contains("stands_for");
        if (!others) continue;
        auto const contact = people_.at(text_of(*record, "key")).id;
        for (auto const& other : others->as_array())
            tx_.run(R"(
                INSERT INTO account_contacts (organization_id, account_id, contact_id, granted_by, created_at)
                SELECT organization_id, id, CAST($3 AS BIGINT), CAST($4 AS BIGINT), created_at
                FROM   accounts
                WHERE  organization_id = $1 AND contact_id = $2
            )", organization_, contact, people_.at(std::string(other.as_string())).id, user(*record, "owner"));
    }
}

static std::int64_t scope_of(boost::json::object const& access)
{
    auth::RecordKinds scope;
    if (auto const* kinds = access.if_contains("company_scope"))
        for (auto const& kind : kinds->as_array()) scope = scope.with({json::enum_value<auth::RecordKind>(kind.as_string()).value()});
    return scope.bits();
}

// The contact's login, made with its first access. Who was invited or registered has the demo's password all the same.
AccountId DemoLoader::account_of(Record const& access, ContactId contact)
{
    if (auto const known = tx_.number("SELECT id FROM accounts WHERE organization_id = $1 AND contact_id = $2", organization_, contact))
        return {*known};
    auto const status = text_of(access, "status");
    bool const waits = status == "invited" || status == "expired";
    auto const since = times_.moment(access.at(status == "pending" ? "requested" : "invited"));
    auto const expires = waits ? std::optional(since + std::chrono::hours(72)) : std::nullopt;
    auto const account = new_id<AccountId>();
    tx_.run(R"(
        INSERT INTO accounts (organization_id, id, contact_id, password_hash, must_change_password, password_expires_at, created_at)
        VALUES ($1, $2, $3, $4, $5, $6, $7)
    )", organization_, account, contact, data_.password_hash, waits, expires, since);
    return account;
}

// "expired" is an invitation older than its 72 hours; "pending" has registered and was not invited.
void DemoLoader::add_access(Record const& access, Record const& record, ContactId contact)
{
    auto const status = text_of(access, "status");
    if (status == "added") return;
    auto const& portal = portals_.at(text_if(access, "portal").value_or(text_of(record_.at("portal").as_object(), "key")));
    auto const invited = times_.moment_if(access, "invited");
    auto const since = invited ? *invited : times_.moment(access.at("requested"));
    auto const signed_in = times_.moment_if(access, "last_sign_in");
    bool const waits = status == "invited" || status == "expired";
    auto const expires = waits ? std::optional(since + std::chrono::hours(72)) : std::nullopt;
    auto const owner = text_if(record, "owner").value_or("");
    tx_.run(R"(
        INSERT INTO accesses (organization_id, id, account_id, portal_id, level, company_scope, state, invited_by, invited_at, expires_at,
                              last_sign_in_at, created_at, delivery, delivery_at, expiry_told)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $9, $14)
    )", organization_, new_id<AccessId>(), account_of(access, contact), portal.id, text_of(access, "level"), scope_of(access),
        waits ? "invited" : status, invited ? user_if(record, "owner") : std::nullopt, invited, expires, signed_in, since,
        invited ? std::optional<std::string>("sent") : std::nullopt, status == "expired");
    portals::follow_status(tx_, organization_, contact);
    bool const is_main = !access.if_contains("portal");
    if (signed_in && is_main) contacts::touch_sign_in(tx_, organization_, contact, *signed_in);

    activities::Act act{.action = invited ? "access.invited" : "access.requested", .contact = contact};
    act.detail = {{"portal", portal.name}};
    happened(since, invited ? owner : text_of(record, "key"), act);
    act.action = "access.expired";
    if (status == "expired") happened(*expires, "", act);
    if (!signed_in) return;
    act.action = "access.activated";
    happened(since + std::chrono::hours(5), text_of(record, "key"), act);
    act.action = "portal.signed_in";
    happened(*signed_in, text_of(record, "key"), act);
    act.action = "access.blocked";
    if (status == "blocked") happened(*signed_in + std::chrono::hours(30), owner, act);
}

}  // namespace loggia::app
