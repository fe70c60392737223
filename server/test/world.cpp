// SPDX-License-Identifier: Apache-2.0
#include "test/world.hpp"

namespace loggia::test::world {

static void add_people(db::Tx& tx, std::string const& hash)
{
    auto const organization = [&](OrganizationId id, char const* name) {
        tx.run("INSERT INTO organizations (id, name, time_zone, currency, locale, created_at) VALUES ($1, $2, 'Europe/Amsterdam', 'EUR', 'nl', $3)", id, name, now);
    };
    organization(vesper, "Vesper & Daal");
    organization(noordzee, "Noordzee Makelaars");
    auto const user = [&](OrganizationId org, UserId id, char const* name, char const* email, char const* role) {
        tx.run(R"(INSERT INTO users (organization_id, id, name, email, email_folded, role, locale, password_hash, created_at)
                  VALUES ($1, $2, $3, $4, $4, $5, 'en', $6, $7))", org, id, name, email, role, hash, now);
    };
    user(vesper, marit, "Marit Vesper", "admin@vesperdaal.example", "admin");
    user(vesper, lucia, "Lucía Ferrer", "agent@vesperdaal.example", "agent");
    user(noordzee, ruben, "Ruben Zee", "admin@noordzee.example", "admin");

    auto const contact = [&](OrganizationId org, ContactId id, char const* kind, char const* status, char const* first,
                             char const* last, char const* folded, std::optional<std::string> const& email, char const* locale, UserId owner) {
        tx.run(R"(INSERT INTO contacts (organization_id, id, kind, status, first_name, last_name, name_folded, email, email_folded,
                                        locale, owner_id, tags, addresses, created_at)
                  VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $8, $9, $10, '[]', '[]', $11))",
               org, id, kind, status, first, last, folded, email, locale, owner, now);
    };
    contact(vesper, sanne, "client", "active", "Sanne", "de Wit", "de wit sanne", "sanne@example.com", "nl", marit);
    contact(vesper, mark, "client", "invited", "Mark", "Jansen", "jansen mark", "mark@example.com", "nl", marit);
    contact(vesper, noor, "lead", "added", "Noor", "Bakker", "bakker noor", std::nullopt, "nl", lucia);
    contact(vesper, fenna, "partner", "added", "Fenna", "Prins", "prins fenna", "fenna@notaris.example", "nl", marit);
    contact(vesper, added, "client", "added", "Ada", "Added", "added ada", "ada@example.com", "en", lucia);
    contact(noordzee, joost, "client", "active", "Joost", "Visser", "visser joost", "joost@example.com", "nl", ruben);
    tx.run("INSERT INTO companies (organization_id, id, name, name_folded, created_at) VALUES ($1, $2, 'Prins Notarissen', 'prins notarissen', $3)", vesper, notary, now);
    tx.run("INSERT INTO company_people (organization_id, company_id, contact_id) VALUES ($1, $2, $3)", vesper, notary, fenna);
}

static void add_properties(db::Tx& tx)
{
    auto const property = [&](OrganizationId org, PropertyId id, char const* reference, char const* title, char const* type,
                              char const* status, std::int64_t price, char const* town, char const* country) {
        tx.run(R"(INSERT INTO properties (organization_id, id, reference, title, type, purpose, price_amount, price_currency, status,
                                          street, postcode, town, province, country, bedrooms, bathrooms, built_m2, features, created_at, updated_at)
                  VALUES ($1, $2, $3, $4, $5, 'sale', $6, 'EUR', $7, '', '', $8, '', $9, 3, 2, 140, '["pool","terrace"]', $10, $10))",
               org, id, reference, title, type, price, status, town, country, now);
    };
    property(vesper, villa, "VD-1", "Villa Aljibe", "villa", "available", 128'500'000, "Jávea", "ES");
    property(vesper, finca, "VD-2", "Finca Son Olivar", "finca", "available", 94'500'000, "Benissa", "ES");
    property(vesper, canal_house, "VD-3", "Brouwersgracht 112-2", "canal_house", "sold", 89'500'000, "Amsterdam", "NL");
    property(noordzee, rival_flat, "NZ-1", "Duinweg 4", "apartment", "available", 45'000'000, "Zandvoort", "NL");
    auto const description = [&](OrganizationId org, PropertyId id, char const* language, char const* text) {
        tx.run("INSERT INTO property_descriptions (organization_id, property_id, language, text) VALUES ($1, $2, $3, $4)", org, id, language, text);
    };
    description(vesper, villa, "nl", "Een villa met zwembad op loopafstand van zee.");
    description(vesper, villa, "en", "A villa with a pool within walking distance of the sea.");
    description(noordzee, rival_flat, "nl", "Appartement aan de duinen.");
}

static void add_deals(db::Tx& tx)
{
    auto const pipeline_row = [&](OrganizationId org, PipelineId id) {
        tx.run("INSERT INTO pipelines (organization_id, id, name, position) VALUES ($1, $2, 'Buyers', 0)", org, id);
    };
    auto const stage = [&](OrganizationId org, PipelineId of, StageId id, int position, char const* key, char const* kind) {
        tx.run("INSERT INTO stages (organization_id, id, pipeline_id, position, key, name, kind) VALUES ($1, $2, $3, $4, $5, $5, $6)", org, id, of, position, key, kind);
    };
    pipeline_row(vesper, pipeline);
    stage(vesper, pipeline, stage_new, 0, "new", "open");
    stage(vesper, pipeline, stage_viewing, 1, "first_viewing", "open");
    stage(vesper, pipeline, stage_won, 2, "won", "won");
    stage(vesper, pipeline, stage_lost, 3, "lost", "lost");
    pipeline_row(noordzee, rival_pipeline);
    stage(noordzee, rival_pipeline, rival_stage, 0, "new", "open");

    auto const deal = [&](OrganizationId org, DealId id, PipelineId of, StageId at, char const* title, UserId owner) {
        tx.run(R"(INSERT INTO deals (organization_id, id, pipeline_id, stage_id, position, title, value_amount, value_currency, owner_id,
                                     criteria, stage_changed_at, created_at)
                  VALUES ($1, $2, $3, $4, 0, $5, 110000000, 'EUR', $6, '{}', $7, $7))", org, id, of, at, title, owner, now);
    };
    deal(vesper, second_home, pipeline, stage_new, "Second home by the sea", marit);
    deal(noordzee, rival_deal, rival_pipeline, rival_stage, "Flat at the coast", ruben);
    auto const takes_part = [&](OrganizationId org, DealId of, ContactId who) {
        tx.run("INSERT INTO deal_contacts (organization_id, deal_id, contact_id) VALUES ($1, $2, $3)", org, of, who);
    };
    takes_part(vesper, second_home, sanne);
    takes_part(vesper, second_home, mark);
    takes_part(noordzee, rival_deal, joost);
    auto const offer = [&](OrganizationId org, DealId in, PropertyId what, UserId by) {
        tx.run(R"(INSERT INTO offers (organization_id, deal_id, property_id, status, offered_by, offered_at, status_at)
                  VALUES ($1, $2, $3, 'to_review', $4, $5, $5))", org, in, what, by, now);
    };
    offer(vesper, second_home, villa, marit);
    offer(noordzee, rival_deal, rival_flat, ruben);
}

static void add_portals(db::Tx& tx, std::string const& hash)
{
    auto const portal_row = [&](OrganizationId org, PortalId id, char const* slug, char const* name) {
        tx.run(R"(INSERT INTO portals (organization_id, id, slug, name, welcome, enabled, enabled_at, invitation_style,
                                       primary_colour, accent_colour, header_colour, created_at)
                  VALUES ($1, $2, $3, $4, '{}', 1, $5, 'temporary_password', '#1c5642', '#eaa357', '#123229', $5))", org, id, slug, name, now);
        tx.run("INSERT INTO portal_slugs (slug, organization_id, portal_id, created_at) VALUES ($1, $2, $3, $4)", slug, org, id, now);
    };
    portal_row(vesper, portal, "vesper-daal", "Vesper & Daal");
    portal_row(noordzee, rival_portal, "noordzee", "Noordzee Makelaars");
    auto const account = [&](OrganizationId org, AccountId id, ContactId of, bool temporary) {
        auto const expires = temporary ? std::optional(now + std::chrono::hours(72)) : std::nullopt;
        tx.run(R"(INSERT INTO accounts (organization_id, id, contact_id, password_hash, must_change_password, password_expires_at, created_at)
                  VALUES ($1, $2, $3, $4, $5, $6, $7))", org, id, of, hash, temporary, expires, now);
    };
    account(vesper, sanne_account, sanne, false);
    account(vesper, mark_account, mark, true);
    account(noordzee, joost_account, joost, false);
    auto const access = [&](OrganizationId org, AccessId id, AccountId of, PortalId to, char const* state, UserId by) {
        auto const expires = std::string_view(state) == "invited" ? std::optional(now + std::chrono::hours(72)) : std::nullopt;
        tx.run(R"(INSERT INTO accesses (organization_id, id, account_id, portal_id, level, state, invited_by, invited_at, expires_at, created_at)
                  VALUES ($1, $2, $3, $4, 'standard', $5, $6, $7, $8, $7))", org, id, of, to, state, by, now, expires);
    };
    access(vesper, sanne_access, sanne_account, portal, "active", marit);
    access(vesper, mark_access, mark_account, portal, "invited", marit);
    access(noordzee, joost_access, joost_account, rival_portal, "active", ruben);
}

void fill(db::Tx& tx, std::string const& password_hash)
{
    add_people(tx, password_hash);
    add_properties(tx);
    add_deals(tx);
    add_portals(tx, password_hash);
}

}  // namespace loggia::test::world
