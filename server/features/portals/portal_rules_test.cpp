// SPDX-License-Identifier: Apache-2.0
#include "features/portals/portal_rules.hpp"

#include <gtest/gtest.h>

#include "features/portals/access_rules.hpp"

namespace loggia::portals {

namespace {

std::string refusal_of(auto const& action)
{
    try {
        action();
    } catch (Problem const& problem) {
        return problem.code;
    }
    return "";
}

contacts::Contact contact_of(UserId owner)
{
    contacts::Contact contact;
    contact.first_name = "Sanne";
    contact.last_name = "de Wit";
    contact.email = EmailAddress::parse("sanne@example.com");
    contact.owner_id = owner;
    return contact;
}

} // namespace

TEST(PortalRules, ASlugIsTheNameWithoutAccentsAndSigns)
{
    EXPECT_EQ(slug_from("Mijn Vesper & Daal", 1).text(), "mijn-vesper-daal");
    EXPECT_EQ(slug_from("  Château d’Été ", 1).text(), "chateau-d-ete");
    EXPECT_EQ(slug_from("Mijn Vesper & Daal", 2).text(), "mijn-vesper-daal-2");
}

TEST(PortalRules, AnyNameGivesASlug)
{
    EXPECT_EQ(slug_from("Admin", 1).text(), "portal-admin");
    EXPECT_EQ(slug_from("!", 1).text(), "portal-1");
    EXPECT_LE(slug_from(std::string(80, 'a'), 12).text().size(), 60u);
    EXPECT_TRUE(slug_from(std::string(80, 'a'), 12).text().ends_with("-12"));
}

TEST(PortalRules, TextsAreTidiedAndUnknownLanguagesRefused)
{
    PortalChanges changes;
    changes.name.value = "  Home  ";
    changes.tagline.value.emplace("   ");
    changes.welcome.value = std::map<std::string, std::string>{{"nl", " Welkom "}, {"de", "  "}};
    auto const portal = with_changes({}, changes);
    EXPECT_EQ(portal.name, "Home");
    EXPECT_FALSE(portal.tagline);
    EXPECT_EQ(portal.welcome, (std::map<std::string, std::string>{{"nl", "Welkom"}}));

    changes.welcome.value = std::map<std::string, std::string>{{std::string("ru"), std::string("x")}};
    EXPECT_EQ(refusal_of([&] { with_changes({}, changes); }), "language_unknown");
    changes = {};
    changes.name.value = "  ";
    EXPECT_EQ(refusal_of([&] { with_changes({}, changes); }), "required");
}

TEST(PortalRules, AWelcomeTextFallsBackThroughTheLanguages)
{
    std::map<std::string, std::string> const texts{{"en", "Hello"}, {"nl", "Hallo"}};
    EXPECT_EQ(text_in(texts, {"nl", "en"}), "Hallo");
    EXPECT_EQ(text_in(texts, {"pl", "en", "nl"}), "Hello");
    std::map<std::string, std::string> const dutch{{"nl", "Hallo"}};
    EXPECT_EQ(text_in(dutch, {"pl", "en", "de"}), "Hallo");
    EXPECT_EQ(text_in({}, {"pl"}), std::nullopt);
}

TEST(AccessRules, AnInvitationNeedsNamesAndAnAddress)
{
    contacts::Contact contact;
    EXPECT_EQ(missing_for_invitation(contact, {}), (std::vector{MissingField::email, MissingField::first_name, MissingField::last_name}));
    EXPECT_EQ(refusal_of([&] { check_complete(missing_for_invitation(contact, {})); }), "contact_incomplete");
    EXPECT_TRUE(missing_for_invitation(contact_of({}), {}).empty());
}

TEST(AccessRules, ALeadIsActiveUntilAllItsDealsAreClosed)
{
    auto lead = contact_of({});
    lead.kind = contacts::ContactKind::lead;
    auto const closed = std::vector{MissingField::active_lead};
    EXPECT_TRUE(missing_for_invitation(lead, {0, 0, 0}).empty());
    EXPECT_TRUE(missing_for_invitation(lead, {1, 4, 0}).empty());
    EXPECT_EQ(missing_for_invitation(lead, {0, 1, 3}), closed);
    EXPECT_EQ(refusal_of([&] { check_complete(closed); }), "contact_incomplete");
    lead.kind = contacts::ContactKind::client;
    EXPECT_TRUE(missing_for_invitation(lead, {0, 1, 3}).empty());
}

TEST(AccessRules, SomethingToSeeIsRecommendedToAllButPartners)
{
    auto contact = contact_of({});
    contact.kind = contacts::ContactKind::client;
    EXPECT_EQ(recommended_for_invitation(contact, {1, 0, 0}), std::vector{Recommendation::linked_property});
    EXPECT_TRUE(recommended_for_invitation(contact, {1, 0, 2}).empty());
    contact.kind = contacts::ContactKind::partner;
    EXPECT_TRUE(recommended_for_invitation(contact, {0, 0, 0}).empty());
}

TEST(AccessRules, OnlyWhatDiffersFromTheLevelIsKept)
{
    using auth::Right;
    auto const grant = grant_from({Level::standard, {{Right::notes, true}, {Right::tickets, false}, {Right::properties, true}}, {}, 7});
    EXPECT_EQ(grant.granted, auth::Rights{Right::notes});
    EXPECT_EQ(grant.denied, auth::Rights{Right::tickets});
    EXPECT_EQ(grant.effective(), auth::rights_of(Level::standard).with({Right::notes}).without({Right::tickets}));
    auto const overrides = overrides_of(grant);
    ASSERT_EQ(overrides.size(), 2u);
    EXPECT_EQ(overrides[0].right, Right::notes);
    EXPECT_TRUE(overrides[0].allowed);
    EXPECT_FALSE(overrides[1].allowed);
    EXPECT_EQ(refusal_of([] { grant_from({Level::basic, {{Right::notes, true}, {Right::notes, false}}, {}, {}}); }), "invalid_body");
}

TEST(AccessRules, ALinkGoesAsSoonAsOnePortalAsksForIt)
{
    using enum InvitationStyle;
    EXPECT_EQ(carried_by(false, std::vector{temporary_password, temporary_password}), Carries::temporary_password);
    EXPECT_EQ(carried_by(false, std::vector{temporary_password, activation_link}), Carries::activation_link);
    EXPECT_EQ(carried_by(true, std::vector{activation_link}), Carries::nothing);
}

TEST(AccessRules, ALiftedBlockLeadsBackToWhereTheContactWas)
{
    EXPECT_EQ(unblocked_state(true, true), AccessState::active);
    EXPECT_EQ(unblocked_state(false, true), AccessState::invited);
    EXPECT_EQ(unblocked_state(false, false), AccessState::active) << "registered and approved, not signed in yet";
}

TEST(AccessRules, AdminsAndTheOwnerMayInvite)
{
    http::Actor agent;
    agent.user = UserId{1};
    EXPECT_EQ(refusal_of([&] { check_may_manage(agent, contact_of(UserId{1})); }), "");
    EXPECT_EQ(refusal_of([&] { check_may_manage(agent, contact_of(UserId{2})); }), "owner_or_admin_only");
    agent.is_admin = true;
    EXPECT_EQ(refusal_of([&] { check_may_manage(agent, contact_of(UserId{2})); }), "");
}

TEST(AccessRules, AContactIsAsFarAsItsFurthestAccess)
{
    using enum AccessState;
    using contacts::ContactStatus;
    EXPECT_EQ(status_from({}), ContactStatus::added);
    EXPECT_EQ(status_from(std::vector{invited, active, blocked}), ContactStatus::active);
    EXPECT_EQ(status_from(std::vector{blocked, invited}), ContactStatus::invited);
    EXPECT_EQ(status_from(std::vector{blocked}), ContactStatus::blocked);
}

TEST(AccessRules, WhoSignsInWithAPasswordOfItsOwnIsNotInvitedAgain)
{
    EXPECT_EQ(refusal_of([] { check_may_resend(AccessState::active, true); }), "already_active");
    EXPECT_EQ(refusal_of([] { check_may_resend(AccessState::blocked, false); }), "access_blocked");
    EXPECT_EQ(refusal_of([] { check_may_resend(AccessState::active, false); }), "");
    EXPECT_EQ(refusal_of([] { check_may_resend(AccessState::invited, true); }), "");
}

} // namespace loggia::portals
