// SPDX-License-Identifier: Apache-2.0
#include "features/deals/deal_progress.hpp"

#include <map>

#include "features/deals/deal_rules.hpp"
#include "features/deals/pipeline_store.hpp"

namespace loggia::deals {

namespace {

struct ProgressRow {
    DealId id;
    std::string title;
    std::optional<Date> expected_on;
    PipelineId pipeline_id;
    StageId stage_id;
};
BOOST_DESCRIBE_STRUCT(ProgressRow, (), (id, title, expected_on, pipeline_id, stage_id))

std::vector<Stage> load_stages(db::Tx& tx, OrganizationId organization, PipelineId pipeline)
{
    std::vector<Stage> stages;
    for (auto& row : store::stages_of(tx, organization, pipeline))
        stages.push_back({row.id, std::move(row.key), std::move(row.name), row.kind});
    return stages;
}

}  // namespace

std::vector<DealProgress> progress_of_contact(db::Tx& tx, OrganizationId organization, ContactId contact)
{
    auto const rows = tx.rows<ProgressRow>(R"(
        SELECT   deals.id, deals.title, deals.expected_on, deals.pipeline_id, deals.stage_id
        FROM     deal_contacts
        JOIN     deals ON deals.organization_id = deal_contacts.organization_id AND deals.id = deal_contacts.deal_id
        WHERE    deal_contacts.organization_id = $1 AND deal_contacts.contact_id = $2
        ORDER BY deals.id DESC
    )", organization, contact);

    std::map<PipelineId, std::vector<Stage>> stages;
    std::vector<DealProgress> result;
    for (auto const& row : rows) {
        auto const [known, is_new] = stages.try_emplace(row.pipeline_id);
        if (is_new) known->second = load_stages(tx, organization, row.pipeline_id);
        auto steps = steps_of(known->second, row.stage_id);
        if (!steps.empty()) result.push_back({row.id, row.title, row.expected_on, std::move(steps)});
    }
    return result;
}

}  // namespace loggia::deals
