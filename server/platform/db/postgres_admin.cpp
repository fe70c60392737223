// SPDX-License-Identifier: Apache-2.0
// What the operator asks of PostgreSQL: the wall between organizations, the check, the backup.
#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <system_error>

#include "platform/db/postgres_database.hpp"

extern char** environ;

namespace loggia::db {

struct Finding {
    std::string text;
};
BOOST_DESCRIBE_STRUCT(Finding, (), (text))

// A transaction without organization sees nothing; "system" sees all. The settings are read once a statement (the inner
// SELECTs), and a text that is no number compares as NULL instead of failing. FORCE: the server owns its tables.
static constexpr auto wall = R"sql(
DO $wall$
DECLARE
    unprotected RECORD;
BEGIN
    FOR unprotected IN
        SELECT pg_class.oid::regclass AS name
        FROM pg_class
        JOIN pg_attribute ON pg_attribute.attrelid = pg_class.oid AND pg_attribute.attname = 'organization_id'
        WHERE pg_class.relnamespace = current_schema()::regnamespace
          AND pg_class.relkind IN ('r', 'p')
          AND NOT (pg_class.relrowsecurity AND pg_class.relforcerowsecurity
                   AND EXISTS (SELECT FROM pg_policy WHERE polrelid = pg_class.oid AND polname = 'organization_wall'))
        ORDER BY pg_class.relname
    LOOP
        EXECUTE format('ALTER TABLE %s ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY', unprotected.name);
        EXECUTE format('DROP POLICY IF EXISTS organization_wall ON %s', unprotected.name);
        EXECUTE format($policy$
            CREATE POLICY organization_wall ON %s USING (
                (SELECT current_setting('loggia.organization', true)) = 'system'
                OR organization_id = (
                    SELECT CASE
                        WHEN scope ~ '^[0-9]{1,19}$' AND scope::numeric <= 9223372036854775807 THEN scope::bigint
                    END
                    FROM current_setting('loggia.organization', true) AS scope
                )
            )
        $policy$, unprotected.name);
    END LOOP;
END
$wall$)sql";

void protect_tenant_tables(Tx& tx) { tx.connection().script(wall); }

// Catalogue questions only: they take milliseconds at any size. Torn pages show up through data checksums.
static constexpr auto findings_query = R"sql(
    SELECT 'the constraint ' || conname || ' of ' || conrelid::regclass || ' was never validated' AS text
    FROM pg_constraint
    WHERE NOT convalidated AND connamespace = current_schema()::regnamespace
    UNION ALL
    SELECT 'the index ' || indexrelid::regclass || ' of ' || indrelid::regclass || ' is not valid'
    FROM pg_index
    JOIN pg_class ON pg_class.oid = pg_index.indexrelid
    WHERE NOT (indisvalid AND indisready) AND pg_class.relnamespace = current_schema()::regnamespace
    UNION ALL
    SELECT 'the table ' || pg_class.oid::regclass || ' has no wall between organizations'
    FROM pg_class
    JOIN pg_attribute ON pg_attribute.attrelid = pg_class.oid AND pg_attribute.attname = 'organization_id'
    WHERE pg_class.relnamespace = current_schema()::regnamespace
      AND pg_class.relkind IN ('r', 'p')
      AND NOT (pg_class.relrowsecurity AND pg_class.relforcerowsecurity
               AND EXISTS (SELECT FROM pg_policy WHERE polrelid = pg_class.oid AND polname = 'organization_wall'))
    UNION ALL
    SELECT checksum_failures || ' pages failed their checksum'
    FROM pg_stat_database
    WHERE datname = current_database() AND checksum_failures > 0
    UNION ALL
    SELECT 'the role ' || rolname || ' passes the wall between organizations (superuser or BYPASSRLS)'
    FROM pg_roles
    WHERE rolname = current_user AND (rolsuper OR rolbypassrls)
    ORDER BY text)sql";

std::vector<std::string> PostgresDatabase::check()
{
    std::vector<std::string> findings;
    read([&](Tx& tx) {
        findings.clear();
        for (auto& finding : tx.rows<Finding>(findings_query)) findings.push_back(std::move(finding.text));
    });
    return findings;
}

// The address as the environment variables of libpq, so that no password shows in the list of processes.
static std::vector<std::string> libpq_environment(std::string const& address)
{
    std::vector<std::string> environment;
    for (auto** entry = environ; *entry; ++entry)
        if (!std::string_view(*entry).starts_with("PG")) environment.emplace_back(*entry);

    std::unique_ptr<PQconninfoOption, void (*)(PQconninfoOption*)> const options(
        PQconninfoParse(address.c_str(), nullptr), PQconninfoFree);
    if (!options) throw std::runtime_error("the address of the database is not a postgresql:// URL");
    std::string extra;
    for (auto const* option = options.get(); option->keyword; ++option) {
        if (!option->val || !option->envvar) continue;
        if (std::string_view(option->keyword) == "options") extra = std::string(option->val) + " ";
        else environment.push_back(std::string(option->envvar) + "=" + option->val);
    }
    environment.push_back("PGOPTIONS=" + extra + "-c loggia.organization=system");
    return environment;
}

static std::string read_all(int descriptor)
{
    std::string text;
    std::array<char, 4096> buffer{};
    for (;;) {
        auto const count = read(descriptor, buffer.data(), buffer.size());
        if (count < 0 && errno == EINTR) continue;
        if (count <= 0) return text;
        // The pipe is read to its end, but a message of pages helps nobody.
        if (text.size() < 4096) text.append(buffer.data(), static_cast<std::size_t>(count));
    }
}

void dump_postgres(std::string const& address, std::filesystem::path const& file)
{
    // Row security stays on (off would refuse the dump), in system scope.
    std::array<std::string, 6> arguments{"pg_dump", "--format=custom", "--enable-row-security", "--no-password", "--no-owner",
                                         "--file=" + file.string()};
    auto environment = libpq_environment(address);
    std::vector<char*> argument_pointers, environment_pointers;
    for (auto& argument : arguments) argument_pointers.push_back(argument.data());
    for (auto& entry : environment) environment_pointers.push_back(entry.data());
    argument_pointers.push_back(nullptr);
    environment_pointers.push_back(nullptr);

    int ends[2];
    if (pipe2(ends, O_CLOEXEC) != 0) throw std::system_error(errno, std::generic_category(), "pipe");
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
    posix_spawn_file_actions_adddup2(&actions, ends[1], STDERR_FILENO);
    pid_t process = 0;
    auto const code = posix_spawnp(&process, "pg_dump", &actions, nullptr, argument_pointers.data(), environment_pointers.data());
    posix_spawn_file_actions_destroy(&actions);
    close(ends[1]);
    auto const message = code == 0 ? read_all(ends[0]) : std::string();
    close(ends[0]);
    if (code == ENOENT) throw std::runtime_error("pg_dump was not found: install the package postgresql-client");
    if (code != 0) throw std::system_error(code, std::generic_category(), "pg_dump");

    int status = 0;
    while (waitpid(process, &status, 0) < 0)
        if (errno != EINTR) throw std::system_error(errno, std::generic_category(), "pg_dump");
    if (WIFEXITED(status) && WEXITSTATUS(status) == 0) return;
    std::error_code ignored;
    std::filesystem::remove(file, ignored);  // half a copy is no copy
    throw std::runtime_error("pg_dump did not finish: " + message);
}

}  // namespace loggia::db
