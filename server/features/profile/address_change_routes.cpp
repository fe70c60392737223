// SPDX-License-Identifier: Apache-2.0
#include "features/profile/address_change_routes.hpp"

#include "features/activities/record.hpp"
#include "features/contacts/contact.hpp"
#include "features/notices/notice.hpp"
#include "features/one_time/one_time.hpp"
#include "features/portal_sessions/own_password.hpp"
#include "features/profile/address_change_mails.hpp"
#include "features/profile/profile_store.hpp"
#include "features/sign_in/send_limits.hpp"
#include "platform/sms/mobile_numbers.hpp"

namespace loggia::profile {

namespace {

using one_time::Purpose;

contacts::Contact own_contact(http::Request& request, db::Tx& tx)
{
    return contacts::find_contact(tx, request.organization(), request.actor.self).value();
}

// In a transaction of the caller, narrowed to the organization. Only the newest attempt is good.
one_time::Issued begin(http::Request& request, db::Tx& tx, Purpose purpose, std::string payload)
{
    sign_in::count_send(tx, json::enum_name(purpose), request.actor.account.text(), request.head.client_address, request.now);
    one_time::Person const person{request.organization(), {}, request.actor.account, request.actor.portal};
    one_time::revoke(tx, person, purpose);
    return one_time::issue(tx, {.purpose = purpose, .person = person, .payload = std::move(payload)}, request.now);
}

BegunChange begin_email_change(http::Request& request, NewEmailChange const& input)
{
    auto& tx = request.tx();
    auto const contact = own_contact(request, tx);
    if (contact.email && fold(*contact.email) == fold(input.email))
        throw Problem(Fault::invalid, "email_unchanged", "This is your address already.", "email");
    auto const issued = begin(request, tx, Purpose::email_change, json::to_text(EmailChange{contact.email, input.email}));
    enqueue_email_code(tx, request.organization(), {issued.id, request.actor.self, request.actor.portal, Side::current}, request.now);
    enqueue_email_code(tx, request.organization(), {issued.id, request.actor.self, request.actor.portal, Side::fresh}, request.now);
    return {issued.token, issued.expires_at};
}

// Whoever is signed in tries codes of his own attempts only.
void check_is_own(http::Request& request, Purpose purpose, std::string const& attempt)
{
    std::optional<one_time::Secret> secret;
    request.database.read([&](db::Tx& tx) { secret = one_time::find(tx, purpose, attempt, request.now); });
    if (!secret || secret->account_id != request.actor.account || secret->organization_id != request.organization())
        throw Problem(Fault::gone, "code_expired", "This code is not good any more. Ask for a new one.");
}

// A wrong code is a wrong field here: nobody is signed out by it.
one_time::Secret redeem(http::Request& request, Purpose purpose, std::string const& attempt, std::string const& code,
                        std::string const& second_code = {})
{
    check_is_own(request, purpose, attempt);
    try {
        return one_time::redeem(request.database, purpose, attempt, code, request.now, second_code);
    } catch (Problem const& problem) {
        if (problem.code != "wrong_code") throw;
        auto errors = problem.errors;
        if (purpose == Purpose::email_change)
            for (auto& error : errors) error.pointer = error.pointer == "/code" ? "/current_code" : "/new_code";
        throw Problem(Fault::invalid, problem.code, problem.what(), std::move(errors));
    }
}

void take_over_email(http::Request& request, db::Tx& tx, EmailChange const& change)
{
    auto const organization = request.organization();
    auto const contact = own_contact(request, tx);
    if (contact.email != change.from)
        throw Problem(Fault::conflict, "changed_meanwhile", "Your address was changed meanwhile. Please begin again.");
    contacts::set_email(tx, organization, contact.id, change.to);
    store::set_email_verified(tx, organization, request.actor.account, change.to);
    // What went to the former address opens nothing any more.
    for (auto const purpose : {Purpose::password_reset, Purpose::sign_in_code, Purpose::activation})
        one_time::revoke(tx, {.organization = organization, .account = request.actor.account}, purpose);
    activities::record(request, tx,
                       {.action = "account.email_changed",
                        .contact = contact.id,
                        .detail = {{"from", change.from ? change.from->text() : ""}, {"to", change.to.text()}},
                        .told = {contact.id}});
    if (change.from) enqueue_farewell(tx, organization, {contact.id, request.actor.portal, *change.from, change.to}, request.now);
}

Profile finish_email_change(http::Request& request, EmailCodes const& input)
{
    auto const secret = redeem(request, Purpose::email_change, input.attempt, input.current_code, input.new_code);
    auto const change = json::read_text<EmailChange>(secret.payload);
    std::optional<Profile> profile;
    request.database.write([&](db::Tx& tx) {
        tx.narrow_to(request.organization());
        take_over_email(request, tx, change);
        profile = store::find_profile(tx, request.organization(), request.actor.account);
    });
    return profile.value();
}

BegunChange begin_phone_change(http::Request& request, NewPhoneChange const& input, sms::SmsTransport const& sms,
                               auth::PasswordCost const& cost)
{
    if (!sms.is_available()) throw Problem(Fault::unavailable, "sms_unavailable", "No text messages can be sent from here.");
    if (!sms::may_be_mobile(input.phone))
        throw Problem(Fault::invalid, "phone_not_mobile", "A number that takes text messages is needed.", "phone");
    portal_sessions::require_fresh_proof(request, input.password, cost);
    one_time::Issued issued;
    request.database.write([&](db::Tx& tx) {
        tx.narrow_to(request.organization());
        issued = begin(request, tx, Purpose::phone_change, json::to_text(PhoneChange{input.phone}));
        enqueue_phone_code(tx, request.organization(), {issued.id, request.actor.self, request.actor.portal}, request.now);
    });
    return {issued.token, issued.expires_at};
}

Profile finish_phone_change(http::Request& request, PhoneCode const& input)
{
    auto const secret = redeem(request, Purpose::phone_change, input.attempt, input.code);
    auto const change = json::read_text<PhoneChange>(secret.payload);
    std::optional<Profile> profile;
    request.database.write([&](db::Tx& tx) {
        auto const organization = request.organization();
        tx.narrow_to(organization);
        contacts::set_phone(tx, organization, request.actor.self, change.to);
        store::set_phone_verified(tx, organization, request.actor.account, change.to);
        one_time::revoke(tx, {.organization = organization, .account = request.actor.account}, Purpose::sign_in_code);
        activities::record(request, tx, {.action = "account.phone_changed", .contact = request.actor.self, .told = {request.actor.self}});
        notices::tell_client(tx, request.organization(), request.actor.account, request.actor.portal, notices::Notice::phone_changed,
                             request.now);
        profile = store::find_profile(tx, organization, request.actor.account);
    });
    return profile.value();
}

http::Nothing remove_phone(http::Request& request)
{
    auto& tx = request.tx();
    if (!own_contact(request, tx).phone) return {};
    contacts::set_phone(tx, request.organization(), request.actor.self, std::nullopt);
    store::set_phone_verified(tx, request.organization(), request.actor.account, std::nullopt);
    activities::record(request, {.action = "account.phone_removed", .contact = request.actor.self, .told = {request.actor.self}});
    return {};
}

} // namespace

void add_address_change_routes(http::Router& router, sms::SmsTransport const& sms, auth::PasswordCost cost)
{
    using http::Access, http::Request, http::Verb;
    router.post("/api/v1/portal/email-changes", Access::client_self(), begin_email_change)
        .tell_once()
        .summarize("A code to the present address and one to the new");
    router.slow(Verb::put, "/api/v1/portal/email-changes", Access::client_self(), finish_email_change)
        .summarize("Both codes: the new address counts from now on");
    router
        .slow(Verb::post, "/api/v1/portal/phone-changes", Access::client_self(),
              [&sms, cost](Request& request, NewPhoneChange const& input) { return begin_phone_change(request, input, sms, cost); })
        .summarize("A code by text message to the new number");
    router.slow(Verb::put, "/api/v1/portal/phone-changes", Access::client_self(), finish_phone_change);
    router.remove("/api/v1/portal/phone", Access::client_self(), remove_phone);
}

} // namespace loggia::profile
