// SPDX-License-Identifier: Apache-2.0
#include "platform/db/search.hpp"

#include <gtest/gtest.h>

#include <fstream>
#include <sstream>

#include "platform/db/test_engines.hpp"
#include "test/paths.hpp"

namespace loggia::db {
namespace {

constexpr OrganizationId vesper{101};
constexpr OrganizationId noordzee{102};
using Ids = std::vector<std::int64_t>;

std::vector<MigrationFile> search_migration()
{
    std::ifstream file(test::source_folder() / "migrations/0002_search.sql");
    std::stringstream sql;
    sql << file.rdbuf();
    return {{"0002_search.sql", sql.str()}};
}

class SearchTest : public testing::TestWithParam<Engine> {
protected:
    SearchTest()
    {
        database->migrate(search_migration());
        put(1, "Sanne de Vries sanne.devries@example.com +31612345678");
        put(2, "Mark Bakker mark_b@voorbeeld.nl +34600111222");
        put(3, "Anna-Sofie van den Berg a-b@c.de");
    }

    void put(std::int64_t id, std::string const& text, OrganizationId organization = vesper)
    {
        database->write([&](Tx& tx) { index_text(tx, SearchIndex::contacts, organization, id, text); });
    }

    Ids find(std::string const& query, std::int64_t before = 0, int limit = 20, OrganizationId organization = vesper,
             SearchIndex index = SearchIndex::contacts)
    {
        Ids ids;
        database->read([&](Tx& tx) {
            tx.narrow_to(organization);
            ids = search(tx, index, organization, query, before, limit);
        });
        return ids;
    }

    EmptyDatabase database{GetParam()};
};

// Row-level security is PostgreSQL's.
class SearchWallTest : public SearchTest {};
INSTANTIATE_TEST_SUITE_P(Server, SearchWallTest, testing::ValuesIn(server_engines()),
                         [](auto const& parameter) { return engine_name(parameter.param); });
GTEST_ALLOW_UNINSTANTIATED_PARAMETERIZED_TEST(SearchWallTest);

INSTANTIATE_TEST_SUITE_P(Engines, SearchTest, testing::ValuesIn(test_engines()),
                         [](auto const& parameter) { return engine_name(parameter.param); });

TEST_P(SearchTest, EachLetterTypedNarrowsTheAnswer)
{
    EXPECT_EQ(find("s"), (Ids{3, 1}));
    EXPECT_EQ(find("sa"), (Ids{1}));
    EXPECT_EQ(find("san"), (Ids{1}));
    EXPECT_EQ(find("sann"), (Ids{1}));
    EXPECT_EQ(find("sanne"), (Ids{1}));
    EXPECT_EQ(find("sanne v"), (Ids{1}));
    EXPECT_EQ(find("sanne vri"), (Ids{1}));
    EXPECT_EQ(find("sanne vrij"), (Ids{}));
}

TEST_P(SearchTest, FromFourCharactersOnTheInsideOfAWordCounts)
{
    EXPECT_EQ(find("akke"), (Ids{2}));
    EXPECT_EQ(find("beeld"), (Ids{2}));
    EXPECT_EQ(find("akk"), (Ids{}));
}

TEST_P(SearchTest, LettersThatAreThereInAnotherOrderDoNotMatch)
{
    put(4, "abcdefgh");
    EXPECT_EQ(find("abcdefgh"), (Ids{4}));
    EXPECT_EQ(find("efghabcd"), (Ids{}));
}

TEST_P(SearchTest, AnAddressIsFoundWhileItIsTyped)
{
    EXPECT_EQ(find("a-b@c.de"), (Ids{3}));
    EXPECT_EQ(find("sanne.devries@ex"), (Ids{1}));
    EXPECT_EQ(find("mark_b@"), (Ids{2}));
}

TEST_P(SearchTest, ATelephoneNumberIsFoundHoweverItIsWritten)
{
    for (auto const* query : {"+31612345678", "06 1234 5678", "0612345678", "0031 6 12345678", "+31 (0)6 123 456 78", "345678", "06-12345"})
        EXPECT_EQ(find(query), (Ids{1})) << query;
    EXPECT_EQ(find("+346"), (Ids{2}));
}

TEST_P(SearchTest, NoInputIsReadAsALanguage)
{
    for (auto const* query : {"", " ", "*", "\"", "foo\"", "'", "AND", "NOT sanne OR", "NEAR(", "zz*", "-x", "sanne\" OR \"mark", "%", "_", "\\",
                              "{zorro}", "$1", "--", ";", "grams:x", "🏠", "\t\n", "(0)", "0", "+"})
        EXPECT_EQ(find(query), (Ids{})) << query;
    EXPECT_EQ(find("\"sanne\""), (Ids{1}));
    EXPECT_EQ(find("SANNE%"), (Ids{1}));
    EXPECT_EQ(find("{sanne}"), (Ids{1}));
    EXPECT_EQ(find("a* b*"), (Ids{3}));
}

TEST_P(SearchTest, EmojiAndOtherScriptsAreWordsToo)
{
    put(4, "🏠 дом 家屋 villa");
    EXPECT_EQ(find("🏠"), (Ids{4}));
    EXPECT_EQ(find("до"), (Ids{4}));
    EXPECT_EQ(find("家"), (Ids{4}));
}

TEST_P(SearchTest, AVeryLongQueryIsHarmless)
{
    std::string words;
    for (int i = 0; i < 2000; ++i) words += "word" + std::to_string(i) + " ";
    EXPECT_EQ(find(words), (Ids{}));
    EXPECT_EQ(find(std::string(100'000, 'x')), (Ids{}));
}

TEST_P(SearchTest, AChangedEntryIsFoundByItsNewTextOnly)
{
    put(1, "Sanne Jansen");
    EXPECT_EQ(find("vries"), (Ids{}));
    EXPECT_EQ(find("jansen"), (Ids{1}));
    put(1, "Sanne Jansen");
    EXPECT_EQ(find("jansen"), (Ids{1}));
    put(1, "...");
    EXPECT_EQ(find("jansen"), (Ids{}));
    put(1, "Sanne Jansen");
    EXPECT_EQ(find("jansen"), (Ids{1}));
}

TEST_P(SearchTest, ARemovedEntryIsGoneAndRemovingItAgainIsHarmless)
{
    for (int i = 0; i < 2; ++i)
        database->write([](Tx& tx) { remove_text(tx, SearchIndex::contacts, vesper, 1); });
    EXPECT_EQ(find("sanne"), (Ids{}));
    put(1, "Sanne");
    EXPECT_EQ(find("sanne"), (Ids{1}));
}

TEST_P(SearchTest, ARolledBackEntryIsNotFound)
{
    EXPECT_ANY_THROW(database->write([](Tx& tx) {
        index_text(tx, SearchIndex::contacts, vesper, 9, "Lotte");
        index_text(tx, SearchIndex::contacts, vesper, 1, "Lotte");
        throw std::runtime_error("no");
    }));
    EXPECT_EQ(find("lotte"), (Ids{}));
    EXPECT_EQ(find("sanne"), (Ids{1}));
}

TEST_P(SearchTest, AnotherOrganizationsEntryIsNotFound)
{
    put(1, "Sanne from the sea", noordzee);
    put(7, "Joost", noordzee);
    EXPECT_EQ(find("joost"), (Ids{}));
    EXPECT_EQ(find("sanne sea"), (Ids{}));
    EXPECT_EQ(find("sanne sea", 0, 20, noordzee), (Ids{1}));
    EXPECT_EQ(find("vries", 0, 20, noordzee), (Ids{}));
    database->write([](Tx& tx) { remove_text(tx, SearchIndex::contacts, noordzee, 1); });
    EXPECT_EQ(find("sanne"), (Ids{1}));
}

TEST_P(SearchWallTest, TheWallHoldsForSearchAsWell)
{
    database->read([](Tx& tx) {
        tx.narrow_to(noordzee);
        EXPECT_EQ(search(tx, SearchIndex::contacts, vesper, "sanne", 0, 20), (Ids{}));
    });
    EXPECT_ANY_THROW(database->write([](Tx& tx) {
        tx.narrow_to(noordzee);
        index_text(tx, SearchIndex::contacts, vesper, 1, "stolen");
    }));
    database->write([](Tx& tx) {
        tx.narrow_to(noordzee);
        remove_text(tx, SearchIndex::contacts, vesper, 1);
    });
    EXPECT_EQ(find("sanne"), (Ids{1}));
}

TEST_P(SearchTest, TheIndexesAreApart)
{
    database->write([](Tx& tx) { index_text(tx, SearchIndex::properties, vesper, 1, "villa 06 calle de la luna"); });
    database->write([](Tx& tx) { index_text(tx, SearchIndex::deals, vesper, 1, "first home"); });
    EXPECT_EQ(find("villa"), (Ids{}));
    EXPECT_EQ(find("home", 0, 20, vesper, SearchIndex::deals), (Ids{1}));
    EXPECT_EQ(find("home", 0, 20, vesper, SearchIndex::properties), (Ids{}));
    EXPECT_EQ(find("villa luna", 0, 20, vesper, SearchIndex::properties), (Ids{1}));
    EXPECT_EQ(find("06", 0, 20, vesper, SearchIndex::properties), (Ids{1}));
    EXPECT_EQ(find("sanne", 0, 20, vesper, SearchIndex::properties), (Ids{}));
}

TEST_P(SearchTest, PagesGoFromNewToOldWithoutGapOrRepeat)
{
    database->write([](Tx& tx) {
        for (std::int64_t id = 5000; id > 100; --id)
            index_text(tx, SearchIndex::contacts, vesper, id, id % 3000 == 7 ? "common rare" : id % 500 == 3 ? "common seldom" : "common");
    });
    std::int64_t before = 0, expected = 5000;
    for (int page = 0; page < 3; ++page) {
        auto const ids = find("common", before, 50);
        ASSERT_EQ(ids.size(), 50U);
        for (auto const id : ids) EXPECT_EQ(id, expected--);
        before = ids.back();
    }
    EXPECT_EQ(find("rare comm", 0, 1), (Ids{3007}));
    EXPECT_EQ(find("rare comm", 0, 20), (Ids{3007}));
    EXPECT_EQ(find("rare comm", 3007, 20), (Ids{}));
    EXPECT_EQ(find("seldom"), (Ids{4503, 4003, 3503, 3003, 2503, 2003, 1503, 1003, 503}));
    EXPECT_EQ(find("seldom", 4003, 3), (Ids{3503, 3003, 2503}));
    EXPECT_EQ(find("common", 103, 20), (Ids{102, 101}));
    EXPECT_EQ(find("common", 0, 0), (Ids{}));
}

}  // namespace
}  // namespace loggia::db
