/* .capalign.ini:
 *   [check]     profile = netflix, enable = RULE…, disable = RULE…
 *   [limits]    RULE = VALUE, frame-rate = 25, count = graphemes
 *   [severity]  RULE = info | warning | error */
#include <ini.h>
#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "base/file.h"
#include "base/utf8.h"
#include "check/config.h"

enum { MAX_INI_BYTES = 1 << 20, MAX_CODE = 64 };

typedef struct settings_reader {
    capalign_check_config *config;
    capalign_error *error;
    capalign_code code; /* the first failure */
} settings_reader;

/* Words with spaces or commas between. */
static capalign_code enable_list(settings_reader *reader, const char *list, bool enabled)
{
    capalign_code code = CAPALIGN_OK;
    while (code == CAPALIGN_OK && *(list += strspn(list, " \t,"))) {
        char word[MAX_CODE];
        size_t size = strcspn(list, " \t,");
        if (size >= sizeof word)
            return ca_fail(reader->error, CAPALIGN_E_ARGUMENT, "no rule has so long a name");
        memcpy(word, list, size);
        word[size] = '\0';
        code = capalign_check_config_enable(reader->config, word, enabled, reader->error);
        list += size;
    }
    return code;
}

static capalign_code read_severity(settings_reader *reader, const char *rule, const char *value)
{
    for (int severity = CAPALIGN_INFO; severity <= CAPALIGN_ERROR; severity++)
        if (strcmp(value, capalign_severity_name((capalign_severity)severity)) == 0)
            return capalign_check_config_severity(reader->config, rule, (capalign_severity)severity,
                                                  reader->error);
    return ca_fail(reader->error, CAPALIGN_E_ARGUMENT,
                   "\"%s\" is no severity; write info, warning or error", value);
}

static capalign_code read_entry(settings_reader *reader, const char *section, const char *name,
                                const char *value)
{
    if (strcmp(section, "limits") == 0)
        return capalign_check_config_set(reader->config, name, value, reader->error);
    if (strcmp(section, "severity") == 0)
        return read_severity(reader, name, value);
    if (strcmp(section, "check") != 0)
        return ca_fail(reader->error, CAPALIGN_E_ARGUMENT,
                       "the section [%s] is unknown; there are [check], [limits] and [severity]",
                       section);
    if (strcmp(name, "profile") == 0)
        return capalign_check_config_profile(reader->config, value, reader->error);
    if (strcmp(name, "enable") == 0)
        return enable_list(reader, value, true);
    if (strcmp(name, "disable") == 0)
        return enable_list(reader, value, false);
    return ca_fail(reader->error, CAPALIGN_E_ARGUMENT,
                   "[check] has no \"%s\"; it has profile, enable and disable", name);
}

/* For ini_parse_string: 0 makes it tell the line. */
static int take_entry(void *context, const char *section, const char *name, const char *value)
{
    settings_reader *reader = context;
    if (reader->code == CAPALIGN_OK)
        reader->code = read_entry(reader, section, name, value);
    return reader->code == CAPALIGN_OK;
}

capalign_code capalign_check_config_read(capalign_check_config *config, const char *path,
                                         capalign_error *error)
{
    char *text;
    size_t size;
    capalign_code code = ca_file_read(path, MAX_INI_BYTES, &text, &size, error);
    if (code != CAPALIGN_OK)
        return ca_fail_file(error, code, path);
    settings_reader reader = {.config = config, .error = error};
    int line = memchr(text, '\0', size) ? -1 : ini_parse_string(text, take_entry, &reader);
    free(text);
    if (line < 0)
        code = ca_fail(error, CAPALIGN_E_INPUT,
                       "it cannot be read: it holds a NUL byte, or memory is out");
    else if (reader.code != CAPALIGN_OK)
        code = reader.code;
    else if (line > 0)
        code = ca_fail(error, CAPALIGN_E_INPUT,
                       "a [section] or \"name = value\" was expected in this line");
    if (code != CAPALIGN_OK && error && line > 0 && !error->line)
        error->line = (size_t)line;
    return code == CAPALIGN_OK ? code : ca_fail_file(error, code, path);
}
