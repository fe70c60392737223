// SPDX-License-Identifier: Apache-2.0
#include "features/contacts/contact_rules.hpp"

#include <boost/algorithm/string/trim.hpp>

#include <algorithm>
#include <tuple>

#include "platform/i18n/formats.hpp"

namespace loggia::contacts {

static constexpr std::size_t longest_tag = 40;  // characters
static constexpr std::size_t id_length = 13;

Contact contact_from(NewContact const& input)
{
    Contact contact;
    contact.kind = input.kind;
    contact.first_name = input.first_name;
    contact.last_name = input.last_name;
    contact.email = input.email;
    contact.phone = input.phone;
    contact.locale = input.locale.value_or(Locale{});
    contact.owner_id = input.owner_id;
    contact.tags = input.tags;
    contact.source = input.source;
    contact.addresses = input.addresses;
    contact.notes = input.notes;
    return contact;
}

Contact with_changes(Contact contact, ContactChanges const& changes)
{
    changes.kind.apply(contact.kind);
    changes.first_name.apply(contact.first_name);
    changes.last_name.apply(contact.last_name);
    changes.email.apply(contact.email);
    changes.phone.apply(contact.phone);
    changes.locale.apply(contact.locale);
    changes.owner_id.apply(contact.owner_id);
    changes.tags.apply(contact.tags);
    changes.source.apply(contact.source);
    changes.addresses.apply(contact.addresses);
    changes.notes.apply(contact.notes);
    return contact;
}

static void tidy(std::string& text) { boost::algorithm::trim(text); }

static void tidy(std::optional<std::string>& text)
{
    if (!text) return;
    tidy(*text);
    if (text->empty()) text.reset();
}

static void tidy(std::vector<std::string>& tags)
{
    std::vector<std::string> kept, folded;
    for (auto& tag : tags) {
        tidy(tag);
        auto key = i18n::fold(tag);
        if (tag.empty() || std::ranges::find(folded, key) != folded.end()) continue;
        kept.push_back(std::move(tag));
        folded.push_back(std::move(key));
    }
    tags = std::move(kept);
}

static void tidy(PostalAddress& address)
{
    tidy(address.label);
    tidy(address.street);
    tidy(address.postcode);
    tidy(address.town);
}

void tidy(Contact& contact)
{
    tidy(contact.first_name);
    tidy(contact.last_name);
    tidy(contact.tags);
    tidy(contact.source);
    tidy(contact.notes);
    for (auto& address : contact.addresses) tidy(address);
}

void check_contact(Contact const& contact)
{
    if (!contact.email && contact.kind != ContactKind::lead)
        throw Problem(Fault::invalid, "email_required", "A client or partner needs an e-mail address.", "email");
    if (!contact.email && contact.status != ContactStatus::added)
        throw Problem(Fault::invalid, "email_required", "A contact with access to a portal needs an e-mail address.", "email");
    for (std::size_t i = 0; i < contact.tags.size(); ++i)
        if (json::count_characters(contact.tags[i]) > longest_tag)
            throw Problem(Fault::invalid, "tag_too_long", "A tag has at most 40 characters.", "/tags/" + std::to_string(i));
}

void check_company_choice(NewContact const& input)
{
    if (input.company_id && input.new_company_name)
        throw Problem(Fault::invalid, "company_given_twice", "Choose a company or name a new one, not both.", "new_company_name");
}

static bool same(std::vector<PostalAddress> const& left, std::vector<PostalAddress> const& right)
{
    return std::ranges::equal(left, right, [](auto const& a, auto const& b) {
        return std::tie(a.label, a.street, a.postcode, a.town, a.country) == std::tie(b.label, b.street, b.postcode, b.town, b.country);
    });
}

std::vector<std::string> changed_fields(Contact const& before, Contact const& after)
{
    std::vector<std::string> fields;
    auto const note = [&fields](char const* name, bool unchanged) {
        if (!unchanged) fields.emplace_back(name);
    };
    note("kind", before.kind == after.kind);
    note("first_name", before.first_name == after.first_name);
    note("last_name", before.last_name == after.last_name);
    note("email", before.email == after.email);
    note("phone", before.phone == after.phone);
    note("locale", before.locale == after.locale);
    note("owner_id", before.owner_id == after.owner_id);
    note("tags", before.tags == after.tags);
    note("source", before.source == after.source);
    note("addresses", same(before.addresses, after.addresses));
    note("notes", before.notes == after.notes);
    return fields;
}

std::string full_name(Contact const& contact) { return contact.first_name + " " + contact.last_name; }

std::string sorting_name(Contact const& contact) { return i18n::fold(contact.last_name + " " + contact.first_name); }

std::string search_text(Contact const& contact)
{
    auto text = full_name(contact);
    if (contact.email) text += " " + contact.email->text();
    if (contact.phone) text += " " + contact.phone->text();
    return i18n::fold(text);
}

std::string to_text(ListPlace const& place) { return place.id.text() + place.name; }

ListPlace parse_place(std::string const& text)
{
    if (auto const id = ContactId::parse(text.substr(0, id_length))) return {*id, text.substr(std::min(text.size(), id_length))};
    throw Problem(Fault::invalid, "invalid_cursor", "Take `after` from the page before.", "after");
}

}  // namespace loggia::contacts
