// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/app.hpp"
#include "platform/log/log.hpp"

// The commands of the command line. Each gives the exit status; what fails throws.
namespace loggia::app {

struct SetupOptions {
    std::string organization;
    std::string name;
    std::string email;
    std::string slug;
    std::string locale = "en";
    std::string time_zone = "Europe/Amsterdam";
    std::string currency = "EUR";
};

struct ImportOptions {
    std::string file;
    std::string organization;  // slug of its portal
    std::string feed = "Kyero";
};

int serve(App& app, Config const& config);
int setup(App& app, SetupOptions const& options);
int demo(App& app, Config const& config);
int import(App& app, ImportOptions const& options);
int migrate(App& app, Config const& config);
int backup(App& app, Config const& config, std::filesystem::path const& folder);
int restore(Config const& config, std::filesystem::path const& folder);
int check(App& app, Config const& config);
int print_openapi();

}  // namespace loggia::app
