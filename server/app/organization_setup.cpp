// SPDX-License-Identifier: Apache-2.0
#include "app/organization_setup.hpp"

#include "features/deals/pipeline_store.hpp"
#include "features/portals/portal_rules.hpp"
#include "features/sign_in/password_policy.hpp"
#include "features/staff/staff_store.hpp"

namespace loggia::app {

template <class T>
static T required(std::string const& text, std::string const& option)
{
    if (auto value = T::parse(text)) return *value;
    throw std::runtime_error(option + " must be " + std::string(TextForm<T>::wanted) + ", not \"" + text + "\"");
}

static void check_password(std::string const& password)
{
    try {
        sign_in::check_new_password(password);
    } catch (Problem const& problem) {
        std::string faults;
        for (auto const& error : problem.errors) faults += (faults.empty() ? "" : ", ") + error.message;
        throw std::runtime_error("the password " + faults);
    }
}

std::string set_up_organization(Services const& services, NewOrganization const& organization)
{
    auto const& options = organization.options;
    auto const email = required<EmailAddress>(options.email, "--email");
    auto const locale = required<Locale>(options.locale, "--locale");
    auto const time_zone = required<TimeZone>(options.time_zone, "--time-zone");
    auto const slug = options.slug.empty() ? portals::slug_from(options.organization, 1) : required<Slug>(options.slug, "--slug");
    if (!is_currency(options.currency)) throw std::runtime_error("--currency must be a code like EUR, not \"" + options.currency + "\"");
    check_password(organization.password);
    auto const hash = auth::hash_password(organization.password, services.password_cost);
    auto const now = services.clock.now();

    services.database.write([&](db::Tx& tx) {
        auto const id = new_id<OrganizationId>();
        tx.run("INSERT INTO organizations (id, name, time_zone, currency, locale, created_at) VALUES ($1, $2, $3, $4, $5, $6)",
               id, options.organization, time_zone, options.currency, locale, now);
        if (!staff::store::insert_user(tx, id, {options.name, email, std::nullopt, staff::Role::admin, locale, hash}, now))
            throw std::runtime_error(email.text() + " is a staff member already");
        auto const portal = new_id<PortalId>();
        tx.run(R"(
            INSERT INTO portals (organization_id, id, slug, name, welcome, enabled, invitation_style, primary_colour, accent_colour, header_colour, created_at)
            VALUES ($1, $2, $3, $4, '{}', 0, 'temporary_password', $6, $7, $8, $5)
        )", id, portal, slug, options.organization, now, portals::default_primary, portals::default_accent, portals::default_header);
        auto const taken = tx.run("INSERT INTO portal_slugs (slug, organization_id, portal_id, created_at) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING",
                                  slug, id, portal, now) == 0;
        if (taken) throw std::runtime_error("--slug " + slug.text() + " is taken");
        deals::create_default_pipeline(tx, id);
    });
    return slug.text();
}

}  // namespace loggia::app
