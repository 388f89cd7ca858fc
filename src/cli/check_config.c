/* .capalign.ini upward from each file, and the command line over it. */
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "check.h"
#include "report.h"

enum { MAX_CODE = 64 };

/* The configuration of a folder; many folders may have the same. */
typedef struct folder_config {
    char *folder;
    capalign_check_config *config; /* owned */
    struct folder_config *next;
} folder_config;

struct check_configs {
    const cli_session *cli;
    folder_config *folders;
};

/* ---- the command line ---- */

/* Splits "NAME=VALUE"; false where there is no '='. */
static bool split(const char *text, char name[MAX_CODE], const char **value)
{
    const char *equals = strchr(text, '=');
    if (!equals || (size_t)(equals - text) >= MAX_CODE)
        return false;
    snprintf(name, MAX_CODE, "%.*s", (int)(equals - text), text);
    *value = equals + 1;
    return true;
}

static capalign_code apply_set(capalign_check_config *config, const char *text,
                               capalign_error *error)
{
    char name[MAX_CODE];
    const char *value;
    if (split(text, name, &value))
        return capalign_check_config_set(config, name, value, error);
    *error = (capalign_error){.code = CAPALIGN_E_ARGUMENT, .time_us = CAPALIGN_TIME_NONE};
    snprintf(error->message, sizeof error->message,
             "--set needs RULE=VALUE, such as max-chars-per-line=40");
    return error->code;
}

static capalign_code apply_severity(capalign_check_config *config, const char *text,
                                    capalign_error *error)
{
    char name[MAX_CODE];
    const char *value;
    for (int s = CAPALIGN_INFO; split(text, name, &value) && s <= CAPALIGN_ERROR; s++)
        if (strcmp(value, capalign_severity_name((capalign_severity)s)) == 0)
            return capalign_check_config_severity(config, name, (capalign_severity)s, error);
    *error = (capalign_error){.code = CAPALIGN_E_ARGUMENT, .time_us = CAPALIGN_TIME_NONE};
    snprintf(error->message, sizeof error->message,
             "--severity needs RULE=info, RULE=warning or RULE=error");
    return error->code;
}

static capalign_code apply_enable(capalign_check_config *config, const char *rule,
                                  capalign_error *error)
{
    return capalign_check_config_enable(config, rule, true, error);
}

static capalign_code apply_disable(capalign_check_config *config, const char *rule,
                                   capalign_error *error)
{
    return capalign_check_config_enable(config, rule, false, error);
}

static capalign_code apply_command_line(const cli_session *cli, capalign_check_config *config,
                                        capalign_error *error)
{
    static const struct {
        size_t option;
        capalign_code (*apply)(capalign_check_config *, const char *, capalign_error *);
    } steps[] = {
        {CHECK_PROFILE, capalign_check_config_profile},
        {CHECK_SET, apply_set},
        {CHECK_ENABLE, apply_enable},
        {CHECK_DISABLE, apply_disable},
        {CHECK_SEVERITY, apply_severity},
    };
    for (size_t i = 0; i < CLI_COUNT(steps); i++) {
        const char *value;
        for (size_t n = 0; (value = cli_value_at(cli, steps[i].option, n)); n++) {
            capalign_code code = steps[i].apply(config, value, error);
            if (code != CAPALIGN_OK)
                return code;
        }
    }
    return CAPALIGN_OK;
}

/* ---- folders ---- */

/* Makes the configuration out of a file (NULL: none) and the command line. */
static int make_config(const cli_session *cli, const char *file, capalign_check_config **out)
{
    capalign_error error;
    capalign_check_config *config = NULL;
    capalign_code code = capalign_check_config_create(&config, &error);
    bool from_file = code == CAPALIGN_OK && file;
    if (from_file)
        code = capalign_check_config_read(config, file, &error);
    bool in_file = from_file && code != CAPALIGN_OK;
    if (code == CAPALIGN_OK)
        code = apply_command_line(cli, config, &error);
    if (code == CAPALIGN_OK) {
        *out = config;
        return CLI_EXIT_SURE;
    }
    capalign_check_config_destroy(config);
    return code == CAPALIGN_E_ARGUMENT && !in_file ? cli_fail_usage(cli, "%s", error.message)
                                                   : cli_fail(cli, &error, file);
}

/* The nearest .capalign.ini from `folder` (absolute) upward, in `file`; false: there is none. */
static bool find_file(const char *folder, char file[PATH_MAX])
{
    char at[PATH_MAX];
    snprintf(at, sizeof at, "%s", folder);
    for (;;) {
        int size = snprintf(file, PATH_MAX, "%s/.capalign.ini", strcmp(at, "/") == 0 ? "" : at);
        if (size < PATH_MAX && access(file, F_OK) == 0)
            return true;
        char *slash = strrchr(at, '/');
        if (!slash || !at[1])
            return false;
        slash[slash == at] = '\0';
    }
}

/* The folder of a file, absolute and without links; "/" where it cannot be known. */
static void folder_of(const char *path, char folder[PATH_MAX])
{
    char given[PATH_MAX];
    const char *slash = strrchr(path, '/');
    snprintf(given, sizeof given, "%.*s", slash ? (int)(slash - path) + 1 : 1, slash ? path : ".");
    if (!realpath(given, folder))
        snprintf(folder, PATH_MAX, "/");
}

const capalign_check_config *check_config_for(check_configs *configs, const char *path,
                                              int *exit_code)
{
    char folder[PATH_MAX], file[PATH_MAX];
    const char *given = cli_value(configs->cli, CHECK_CONFIG);
    snprintf(folder, sizeof folder, "/");
    if (!given)
        folder_of(path, folder);
    for (folder_config *at = configs->folders; at; at = at->next)
        if (strcmp(at->folder, folder) == 0)
            return at->config;
    if (!given && find_file(folder, file))
        given = file;
    folder_config *added = calloc(1, sizeof *added);
    if (added)
        added->folder = strdup(folder);
    *exit_code = added && added->folder ? make_config(configs->cli, given, &added->config)
                                        : CLI_EXIT_MISSING;
    if (*exit_code != CLI_EXIT_SURE) {
        if (added)
            free(added->folder);
        free(added);
        return NULL;
    }
    added->next = configs->folders;
    configs->folders = added;
    return added->config;
}

int check_configs_begin(const cli_session *cli, check_configs **out)
{
    check_configs *configs = calloc(1, sizeof *configs);
    if (!configs)
        return CLI_EXIT_MISSING;
    configs->cli = cli;
    *out = configs;
    return CLI_EXIT_SURE;
}

void check_configs_end(check_configs *configs)
{
    if (!configs)
        return;
    while (configs->folders) {
        folder_config *next = configs->folders->next;
        capalign_check_config_destroy(configs->folders->config);
        free(configs->folders->folder);
        free(configs->folders);
        configs->folders = next;
    }
    free(configs);
}
