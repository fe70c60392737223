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
    EXPECT_EQ(missing_for_invitation(contact), (std::vector{MissingField::email, MissingField::first_name, MissingField::last_name}));
    EXPECT_EQ(refusal_of([&] { check_complete(contact); }), "contact_incomplete");
    EXPECT_TRUE(missing_for_invitation(contact_of({})).empty());
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
