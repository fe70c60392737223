// SPDX-License-Identifier: Apache-2.0
#include "features/companies/company_routes.hpp"

#include <boost/algorithm/string/join.hpp>

#include "features/activities/activity.hpp"
#include "features/companies/company_rules.hpp"
#include "features/companies/company_store.hpp"
#include "platform/db/search.hpp"
#include "platform/i18n/formats.hpp"

namespace loggia::companies {

static constexpr std::int64_t usual_page = 30;

static Problem no_such_company() { return {Fault::not_found, "company_not_found", "This company does not exist."}; }

static Company company_or_404(http::Request& request, CompanyId id)
{
    auto company = store::find_company(request.tx(), request.organization(), id);
    if (!company) throw no_such_company();
    company->people = contacts::people_of(request.tx(), request.organization(), id);
    return *std::move(company);
}

static http::Page<CompanyRow> page_by_name(http::Request& request, CompanyQuery const& query, std::int64_t limit)
{
    auto const place = query.after ? parse_place(*query.after) : ListPlace{};  // before every name
    auto listed = store::list_after(request.tx(), request.organization(), place, limit + 1);
    http::Page<CompanyRow> page;
    if (std::ssize(listed) > limit) {
        listed.pop_back();
        page.next = to_text({listed.back().row.id, listed.back().name_folded});
    }
    for (auto& company : listed) page.items.push_back(std::move(company.row));
    return page;
}

static http::Page<CompanyRow> page_of_matches(http::Request& request, CompanyQuery const& query, std::int64_t limit)
{
    auto const before = query.after ? parse_place(*query.after).id.value : 0;
    auto found = db::search(request.tx(), db::SearchIndex::companies, request.organization(), i18n::fold(*query.q),
                            before, static_cast<int>(limit) + 1);
    http::Page<CompanyRow> page;
    if (std::ssize(found) > limit) {
        found.pop_back();
        page.next = to_text({CompanyId{found.back()}, ""});
    }
    std::vector<CompanyId> ids;
    for (auto const id : found) ids.push_back({id});
    page.items = store::list_among(request.tx(), request.organization(), ids);
    return page;
}

static http::Page<CompanyRow> list_companies(http::Request& request, CompanyQuery const& query)
{
    auto const limit = query.limit.value_or(usual_page);
    bool const searches = query.q && query.q->find_first_not_of(" \t\r\n") != std::string::npos;
    return searches ? page_of_matches(request, query, limit) : page_by_name(request, query, limit);
}

static void record(http::Request& request, std::string action, Company const& company, std::map<std::string, std::string> detail,
                   ContactId contact)
{
    activities::Act act;
    act.action = std::move(action);
    act.contact = contact;
    act.detail = std::move(detail);
    act.detail.emplace("company", company.name);
    act.also_on = {company.id.value};
    activities::record(request, act);
}

static Company create_company(http::Request& request, NewCompany const& input)
{
    auto const id = add_company(request.tx(), request.organization(), request.now, input);
    auto company = company_or_404(request, id);
    record(request, "company.created", company, {}, {});
    return company;
}

static Company show_company(http::Request& request)
{
    return company_or_404(request, request.id<CompanyId>("company"));
}

static Company change_company(http::Request& request, CompanyChanges const& changes)
{
    Problem const stale(Fault::stale, "changed_meanwhile", "Someone else changed this company meanwhile.");
    auto const version = request.expected_version();
    auto const before = company_or_404(request, request.id<CompanyId>("company"));
    if (before.version != version) throw stale;

    auto after = with_changes(before, changes);
    tidy(after);
    auto const fields = changed_fields(before, after);
    if (fields.empty()) return before;
    if (!store::update_company(request.tx(), request.organization(), after)) throw stale;
    store::index_company(request.tx(), request.organization(), after);
    ++after.version;
    record(request, "company.updated", after, {{"fields", boost::algorithm::join(fields, ",")}}, {});
    return after;
}

// Company and contact of the path, when both exist.
static std::pair<Company, ContactId> company_and_contact(http::Request& request)
{
    auto company = store::find_company(request.tx(), request.organization(), request.id<CompanyId>("company"));
    if (!company) throw no_such_company();
    auto const contact = request.id<ContactId>("contact");
    if (!contacts::contact_name(request.tx(), request.organization(), contact))
        throw Problem(Fault::not_found, "contact_not_found", "This contact does not exist.");
    return {*std::move(company), contact};
}

static http::Nothing add_person(http::Request& request)
{
    auto const [company, contact] = company_and_contact(request);
    if (join_company(request.tx(), request.organization(), company.id, contact))
        record(request, "company.person_joined", company, {}, contact);
    return {};
}

static http::Nothing remove_person(http::Request& request)
{
    auto const [company, contact] = company_and_contact(request);
    if (store::delete_person(request.tx(), request.organization(), company.id, contact))
        record(request, "company.person_left", company, {}, contact);
    return {};
}

static http::Page<activities::Activity> show_timeline(http::Request& request, activities::TimelineQuery const& query)
{
    auto const company = request.id<CompanyId>("company");
    if (!company_name(request.tx(), request.organization(), company)) throw no_such_company();
    return activities::timeline_of(request.tx(), request.organization(), company.value, query);
}

void add_routes(http::Router& router)
{
    using http::Access;
    router.get("/api/v1/companies", Access::staff(), list_companies).summarize("Companies, by name or searched");
    router.post("/api/v1/companies", Access::staff(), create_company).summarize("Add a company");
    router.get("/api/v1/companies/{company}", Access::staff(), show_company).summarize("One company with its people");
    router.patch("/api/v1/companies/{company}", Access::staff(), change_company).summarize("Change a company");
    router.put("/api/v1/companies/{company}/people/{contact}", Access::staff(), add_person).summarize("A contact joins a company");
    router.remove("/api/v1/companies/{company}/people/{contact}", Access::staff(), remove_person).summarize("A contact leaves a company");
    router.get("/api/v1/companies/{company}/timeline", Access::staff(), show_timeline).summarize("What happened around a company");
}

}  // namespace loggia::companies
