// SPDX-License-Identifier: Apache-2.0
#include "app/cli.hpp"

#include <CLI/CLI.hpp>

#include "app/app.hpp"
#include "app/commands.hpp"

namespace loggia::app {

int run_command_line(int argc, char** argv)
{
    CLI::App program{"Loggia: a CRM with a client portal. Settings come from LOGGIA_… environment variables (docs/OPERATIONS.md)."};
    program.set_version_flag("--version", std::string("loggia ") + LOGGIA_VERSION);
    program.require_subcommand(1);
    int status = 0;
    SystemClock const clock;
    auto const with_app = [&](auto command) {
        return [&, command] {
            auto const config = read_config_from_environment();
            log::set_level(*log::parse_level(config.log_level));
            App app(config, clock);
            status = command(app, config);
        };
    };

    program.add_subcommand("serve", "Migrate the database and serve until SIGTERM or SIGINT.")->callback(with_app(serve));

    SetupOptions setup_options;
    auto* setup_command = program.add_subcommand("setup", "Create an organization, its portal (switched off) and its first administrator.");
    setup_command->add_option("--organization", setup_options.organization, "Name of the organization")->required();
    setup_command->add_option("--name", setup_options.name, "Name of the administrator")->required();
    setup_command->add_option("--email", setup_options.email, "E-mail address of the administrator")->required();
    setup_command->add_option("--slug", setup_options.slug, "Address of the portal, https://host/<slug>; made from the name when absent");
    setup_command->add_option("--locale", setup_options.locale, "Language (en nl de fr es pt it pl sv no)")->capture_default_str();
    setup_command->add_option("--time-zone", setup_options.time_zone, "IANA time zone")->capture_default_str();
    setup_command->add_option("--currency", setup_options.currency, "ISO 4217 currency")->capture_default_str();
    setup_command->footer("The password is read from standard input, or from LOGGIA_ADMIN_PASSWORD.");
    setup_command->callback(with_app([&](App& app, Config const&) { return setup(app, setup_options); }));

    program.add_subcommand("demo", "Fill the two demo organizations; running it again changes nothing.")->callback(with_app(demo));

    ImportOptions import_options;
    auto* import_command = program.add_subcommand("import", "Import a Kyero v3 feed from a file.");
    import_command->add_option("file", import_options.file, "The feed, XML")->required();
    import_command->add_option("--organization", import_options.organization, "Slug of the organization's portal")->required();
    import_command->add_option("--feed", import_options.feed, "Name of the feed; made when it is not there")->capture_default_str();
    import_command->callback(with_app([&](App& app, Config const&) { return import(app, import_options); }));

    program.add_subcommand("migrate", "Bring the database up to date.")->callback(with_app(migrate));

    std::string folder;
    auto* backup_command = program.add_subcommand("backup", "Write a consistent copy of database and files, while serving.");
    backup_command->add_option("folder", folder, "A new folder for the copy")->required();
    backup_command->callback(with_app([&](App& app, Config const& config) { return backup(app, config, folder); }));

    auto* restore_command = program.add_subcommand("restore", "Put a backup into an empty data folder.");
    restore_command->add_option("folder", folder, "The folder of the backup")->required();
    restore_command->callback([&] { status = restore(read_config_from_environment(), folder); });

    program.add_subcommand("check", "Check database and files; exits with 1 and says so when something is wrong.")->callback(with_app(check));
    program.add_subcommand("openapi", "Print the OpenAPI document.")->callback([&] { status = print_openapi(); });
    program.add_subcommand("image-worker", "Decode pictures (started by the server itself).")->callback([&] { status = images::exec_image_worker(); });

    try {
        program.parse(argc, argv);
    } catch (CLI::ParseError const& error) {
        return program.exit(error);
    }
    return status;
}

}  // namespace loggia::app
