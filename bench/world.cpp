// SPDX-License-Identifier: Apache-2.0
// Makes the worlds the figures are measured in: loggia_bench_world FOLDER CONTACTS PROPERTIES DEALS ACTIVITIES
// One organization (portal "bench", staff admin@bench.example, client client@bench.example, password Loggia-demo-1); the
// client's deal has 16 offered properties, three of them to review. Rows are written in batches, as an import would.
#include <array>
#include <cstdio>
#include <cstdlib>
#include <random>

#include "app/app.hpp"
#include "features/deals/pipeline_store.hpp"
#include "features/staff/staff_store.hpp"
#include "platform/db/search.hpp"
#include "platform/i18n/formats.hpp"
#include "platform/log/log.hpp"

namespace loggia::bench {

namespace {

struct Size {
    std::int64_t contacts;
    std::int64_t properties;
    std::int64_t deals;
    std::int64_t activities;
};

constexpr std::array first_names = {"Sanne", "Mark", "Noor", "Lucía", "Joost", "Emma", "Lars", "Sofie", "Thijs", "Anouk", "Pieter", "Ingrid",
                                    "Marta", "Diego", "Chloé", "Björn", "Agnieszka", "Giulia", "Henk", "Femke", "Ruben", "Eline", "Oskar", "Nina"};
constexpr std::array last_names = {"de Wit", "Jansen", "Bakker", "Visser", "Smit", "Meijer", "Mulder", "Bos", "Vos", "Peters", "Hendriks", "Dekker",
                                   "Brouwer", "Dijkstra", "García", "Müller", "Schmidt", "Dubois", "Rossi", "Kowalski", "Larsen", "Andersson", "Ferrer",
                                   "O’Neill", "van den Berg", "Willems", "Hoekstra", "Postma", "Koning", "Prins"};
constexpr std::array towns = {"Jávea", "Altea", "Benissa", "Calp", "Dénia", "Amsterdam", "Haarlem", "Zandvoort", "Utrecht", "Leiden"};
constexpr std::array statuses = {"added", "added", "invited", "active", "active", "active", "blocked"};
constexpr Timestamp long_ago{1'700'000'000'000};

class Maker {
public:
    Maker(app::App& app, Size size) : app_(app), database_(app.services().database), size_(size) {}

    void make()
    {
        database_.write([&](db::Tx& tx) { add_organization(tx); });
        in_batches(size_.contacts, [&](db::Tx& tx, std::int64_t i) { add_contact(tx, i); });
        in_batches(size_.properties, [&](db::Tx& tx, std::int64_t i) { add_property(tx, i); });
        in_batches(size_.deals, [&](db::Tx& tx, std::int64_t i) { add_deal(tx, i); });
        database_.write([&](db::Tx& tx) { add_client(tx); });
        in_batches(size_.activities, [&](db::Tx& tx, std::int64_t i) { add_activity(tx, i); });
    }

private:
    template <class Add>
    void in_batches(std::int64_t count, Add add)
    {
        for (std::int64_t start = 0; start < count; start += 5000)
            database_.write([&](db::Tx& tx) {
                for (auto i = start; i < std::min(start + 5000, count); ++i) add(tx, i);
            });
    }

    std::size_t pick(std::size_t below) { return std::uniform_int_distribution<std::size_t>(0, below - 1)(random_); }
    template <class List> auto one_of(List const& list) { return list[pick(list.size())]; }

    void add_organization(db::Tx& tx)
    {
        tx.run("INSERT INTO organizations (id, name, time_zone, currency, locale, created_at) VALUES ($1, 'Bench', 'Europe/Amsterdam', 'EUR', 'nl', $2)", organization_, long_ago);
        auto const hash = auth::hash_password("Loggia-demo-1", app_.services().password_cost);
        staff::store::NewUser const admin{"Ada Bench", *EmailAddress::parse("admin@bench.example"), std::nullopt, staff::Role::admin, english(), hash};
        admin_ = *staff::store::insert_user(tx, organization_, admin, long_ago);
        pipeline_ = deals::create_default_pipeline(tx, organization_);
        stages_ = deals::store::stages_of(tx, organization_, pipeline_);
        tx.run(R"(INSERT INTO portals (organization_id, id, slug, name, welcome, enabled, enabled_at, invitation_style, primary_colour, accent_colour, header_colour, created_at)
                  VALUES ($1, $2, 'bench', 'Bench', '{}', 1, $3, 'temporary_password', '#1c5642', '#eaa357', '#123229', $3))", organization_, portal_, long_ago);
        tx.run("INSERT INTO portal_slugs (slug, organization_id, portal_id, created_at) VALUES ('bench', $1, $2, $3)", organization_, portal_, long_ago);
        hash_ = hash;
    }

    ContactId insert_contact(db::Tx& tx, std::string const& first, std::string const& last, std::string const& email, char const* status)
    {
        auto const id = new_id<ContactId>();
        auto const phone = "+316" + std::to_string(10'000'000 + id.value % 89'999'999);
        auto const folded = i18n::fold(last + " " + first);
        tx.run(R"(INSERT INTO contacts (organization_id, id, kind, status, first_name, last_name, name_folded, email, email_folded, phone, locale, owner_id, tags, addresses, created_at)
                  VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $8, $9, 'nl', $10, '[]', '[]', $11))",
               organization_, id, pick(5) == 0 ? "lead" : "client", status, first, last, folded, email, phone, admin_, long_ago);
        db::index_text(tx, db::SearchIndex::contacts, organization_, id.value, folded + " " + email + " " + phone);
        return id;
    }

    void add_contact(db::Tx& tx, std::int64_t i)
    {
        std::string const first = one_of(first_names), last = one_of(last_names);
        contacts_.push_back(insert_contact(tx, first, last, "person" + std::to_string(i) + "@example.com", one_of(statuses)));
    }

    void add_property(db::Tx& tx, std::int64_t i)
    {
        auto const id = new_id<PropertyId>();
        auto const price = 10'000'000 + static_cast<std::int64_t>(pick(200)) * 1'000'000;
        tx.run(R"(INSERT INTO properties (organization_id, id, reference, title, type, purpose, price_amount, price_currency, status, street, postcode, town, province, country,
                                          bedrooms, bathrooms, built_m2, energy_label, features, created_at, updated_at)
                  VALUES ($1, $2, $3, $4, 'villa', 'sale', $5, 'EUR', 'available', $6, '03730', $7, 'Alicante', 'ES', 3, 2, 140, 'B', '["pool","terrace"]', $8, $8))",
               organization_, id, "B-" + std::to_string(i), "Home " + std::to_string(i), price, "Street " + std::to_string(i), one_of(towns), long_ago);
        tx.run("INSERT INTO property_descriptions (organization_id, property_id, language, text) VALUES ($1, $2, 'nl', 'Een licht huis met een tuin op het zuiden, dicht bij de zee en de winkels.')", organization_, id);
        tx.run(R"(INSERT INTO photos (organization_id, id, property_id, position, kind, state, sha256, width, height, colour, variants, widths, created_at)
                  VALUES ($1, $2, $3, 0, 'photo', 'ready', 'none', 1920, 1280, '#797e7d',
                          '[{"width":480,"height":320,"format":"webp","sha256":"a","size":1},{"width":960,"height":640,"format":"webp","sha256":"b","size":1}]', '[480,960]', $4))",
               organization_, PhotoId{id.value}, id, long_ago);
        tx.run("UPDATE properties SET photo_id = $2 WHERE organization_id = $1 AND id = $2", organization_, id);
        properties_.push_back(id);
    }

    void offer(db::Tx& tx, DealId deal, PropertyId property, char const* status)
    {
        tx.run(R"(INSERT INTO offers (organization_id, deal_id, property_id, status, offered_by, offered_at, status_at) VALUES ($1, $2, $3, $4, $5, $6, $6)
                  ON CONFLICT DO NOTHING)", organization_, deal, property, status, admin_, long_ago);
    }

    DealId insert_deal(db::Tx& tx, ContactId contact, std::int64_t position)
    {
        auto const id = new_id<DealId>();
        tx.run(R"(INSERT INTO deals (organization_id, id, pipeline_id, stage_id, position, title, value_amount, value_currency, owner_id, criteria, stage_changed_at, created_at)
                  VALUES ($1, $2, $3, $4, $5, 'A home by the sea', 45000000, 'EUR', $6, '{}', $7, $7))",
               organization_, id, pipeline_, one_of(stages_).id, position, admin_, long_ago);
        tx.run("INSERT INTO deal_contacts (organization_id, deal_id, contact_id) VALUES ($1, $2, $3)", organization_, id, contact);
        deals_.push_back(id);
        return id;
    }

    void add_deal(db::Tx& tx, std::int64_t i)
    {
        auto const deal = insert_deal(tx, one_of(contacts_), i * 1024);
        for (int k = 0; k < 3; ++k) offer(tx, deal, one_of(properties_), "interested");
    }

    void add_client(db::Tx& tx)
    {
        auto const contact = insert_contact(tx, "Clara", "Client", "client@bench.example", "active");
        auto const account = new_id<AccountId>();
        tx.run("INSERT INTO accounts (organization_id, id, contact_id, password_hash, must_change_password, created_at) VALUES ($1, $2, $3, $4, 0, $5)", organization_, account, contact, hash_, long_ago);
        tx.run(R"(INSERT INTO accesses (organization_id, id, account_id, portal_id, level, state, created_at) VALUES ($1, $2, $3, $4, 'standard', 'active', $5))",
               organization_, new_id<AccessId>(), account, portal_, long_ago);
        auto const deal = insert_deal(tx, contact, 0);
        for (std::size_t i = 0; i < 16; ++i) offer(tx, deal, properties_[i * properties_.size() / 16], i < 3 ? "to_review" : "interested");
        contacts_.push_back(contact);
    }

    void add_activity(db::Tx& tx, std::int64_t)
    {
        auto const id = new_id<ActivityId>();
        auto const contact = one_of(contacts_);
        auto const deal = one_of(deals_);
        tx.run(R"(INSERT INTO activities (organization_id, id, at, action, actor_kind, actor_id, actor_name, contact_id, deal_id, detail)
                  VALUES ($1, $2, $3, 'deal.property_interested', 'contact', $4, 'Somebody', $4, $5, '{}'))", organization_, id, long_ago, contact, deal);
        for (auto const subject : {contact.value, deal.value})
            tx.run("INSERT INTO activity_links (organization_id, subject_id, activity_id) VALUES ($1, $2, $3)", organization_, subject, id);
    }

    app::App& app_;
    db::Database& database_;
    Size const size_;
    std::mt19937_64 random_{20260618};
    OrganizationId const organization_ = new_id<OrganizationId>();
    PortalId const portal_ = new_id<PortalId>();
    UserId admin_;
    PipelineId pipeline_;
    std::vector<deals::store::StageRow> stages_;
    std::string hash_;
    std::vector<ContactId> contacts_;
    std::vector<PropertyId> properties_;
    std::vector<DealId> deals_;
};

}  // namespace

}  // namespace loggia::bench

int main(int argc, char** argv)
{
    if (argc != 6) {
        std::fprintf(stderr, "usage: loggia_bench_world FOLDER CONTACTS PROPERTIES DEALS ACTIVITIES\n");
        return 2;
    }
    loggia::log::set_level(loggia::log::Level::warning);
    loggia::app::Config config;
    config.data = argv[1];
    config.public_url = "http://127.0.0.1:8080";
    config.password_memory = 8;
    loggia::SystemClock const clock;
    loggia::app::App app(config, clock);
    app.migrate();
    loggia::bench::Maker(app, {std::atoll(argv[2]), std::atoll(argv[3]), std::atoll(argv[4]), std::atoll(argv[5])}).make();
}
