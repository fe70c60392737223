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
    StageKind kind = StageKind::open;
    Timestamp stage_changed_at;
};
BOOST_DESCRIBE_STRUCT(ProgressRow, (), (id, title, expected_on, pipeline_id, stage_id, kind, stage_changed_at))

std::vector<Stage> load_stages(db::Tx& tx, OrganizationId organization, PipelineId pipeline)
{
    std::vector<Stage> stages;
    for (auto& row : store::stages_of(tx, organization, pipeline))
        stages.push_back({row.id, std::move(row.key), std::move(row.name), row.kind});
    return stages;
}

ContactDeal to_deal(ProgressRow const& row, std::vector<Stage> const& stages)
{
    ContactDeal deal{{row.id, row.title, row.expected_on, steps_of(stages, row.stage_id)}, {}, {}};
    if (row.kind == StageKind::open) return deal;
    deal.ending = row.kind == StageKind::won ? Ending::completed : Ending::closed;
    deal.ended_at = row.stage_changed_at;
    return deal;
}

constexpr std::int64_t most_listed = 100;

}  // namespace

std::vector<ContactDeal> deals_of_contact(db::Tx& tx, OrganizationId organization, ContactId contact, std::optional<Timestamp> since)
{
    auto const rows = tx.rows<ProgressRow>(R"(
        SELECT   deals.id, deals.title, deals.expected_on, deals.pipeline_id, deals.stage_id, stages.kind, deals.stage_changed_at
        FROM     deal_contacts
        JOIN     deals ON deals.organization_id = deal_contacts.organization_id AND deals.id = deal_contacts.deal_id
        JOIN     stages ON stages.organization_id = deals.organization_id AND stages.id = deals.stage_id
        WHERE    deal_contacts.organization_id = $1 AND deal_contacts.contact_id = $2
          AND    (stages.kind = 'open' OR deals.stage_changed_at >= $3)
        ORDER BY CASE WHEN stages.kind = 'open' THEN 0 ELSE 1 END,
                 CASE WHEN stages.kind = 'open' THEN 0 ELSE deals.stage_changed_at END DESC, deals.id DESC
        LIMIT    $4
    )", organization, contact, since.value_or(Timestamp{}), most_listed);

    std::map<PipelineId, std::vector<Stage>> stages;
    std::vector<ContactDeal> result;
    for (auto const& row : rows) {
        auto const [known, is_new] = stages.try_emplace(row.pipeline_id);
        if (is_new) known->second = load_stages(tx, organization, row.pipeline_id);
        result.push_back(to_deal(row, known->second));
    }
    return result;
}

std::vector<DealProgress> progress_of_contact(db::Tx& tx, OrganizationId organization, ContactId contact, std::optional<Timestamp> since)
{
    std::vector<DealProgress> result;
    for (auto& deal : deals_of_contact(tx, organization, contact, since))
        if (!deal.progress.stages.empty()) result.push_back(std::move(deal.progress));
    return result;
}

}  // namespace loggia::deals
