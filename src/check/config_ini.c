/* .capalign.ini:
 *   [check]     profile = netflix, enable = RULE…, disable = RULE…
 *   [limits]    RULE = VALUE, frame-rate = 25, count = graphemes
 *   [severity]  RULE = info | warning | error
 *
 * libinih reads it and is given the lines one by one, so that it is known where each stands: an
 * error has its line and column. Lines longer than libinih takes are given as a line and the lines
 * that continue it. */
#include <ini.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <capalign/near.h>

#include "base/error.h"
#include "base/file.h"
#include "base/utf8.h"
#include "check/config.h"

enum { MAX_INI_BYTES = 1 << 20, MAX_CODE = 64, MAX_CHUNK = 150 };

static const char *const sections[] = {"check", "limits", "severity"};
static const char *const check_names[] = {"profile", "enable", "disable"};

typedef struct settings_reader {
    capalign_check_config *config;
    capalign_error *error;
    capalign_code code; /* the first failure */
    ca_str text;        /* the file, without a byte order mark */
    size_t place;       /* byte of it where the failure is */
    size_t at;          /* where the next chunk begins */
    size_t chunk;       /* where the one begins that is being read */
    bool in_entry;      /* an entry was above, which an indented line continues */
    bool continues;     /* the chunk that is being read does, or goes on in the line of the last */
} settings_reader;

/* ---- places ---- */

static bool is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\r';
}

static size_t skip_blanks(ca_str text, size_t at)
{
    while (at < text.size && is_blank(text.data[at]))
        at++;
    return at;
}

static size_t end_of_line(ca_str text, size_t at)
{
    const char *end = memchr(text.data + at, '\n', text.size - at);
    return end ? (size_t)(end - text.data) : text.size;
}

/* The same without a comment: the line at `at` from its first letter, or from a blank and ';'. */
static size_t end_of_content(ca_str text, size_t at)
{
    size_t end = end_of_line(text, at), first = skip_blanks(text, at);
    if (first < end && (text.data[first] == ';' || text.data[first] == '#'))
        return at;
    for (size_t i = at; i + 1 < end; i++)
        if (is_blank(text.data[i]) && text.data[i + 1] == ';')
            return i;
    return end;
}

static size_t name_place(const settings_reader *reader)
{
    return skip_blanks(reader->text, reader->chunk);
}

/* A chunk that continues an entry is all value. */
static size_t value_place(const settings_reader *reader)
{
    size_t at = name_place(reader), end = end_of_line(reader->text, at);
    if (reader->continues)
        return at;
    while (at < end && reader->text.data[at] != '=' && reader->text.data[at] != ':')
        at++;
    return at < end ? skip_blanks(reader->text, at + 1) : at;
}

static void set_position(const settings_reader *reader, capalign_error *error)
{
    size_t from = 0;
    if (!error)
        return;
    error->line = 1;
    for (size_t at = 0; at < reader->place; at++)
        if (reader->text.data[at] == '\n') {
            error->line++;
            from = at + 1;
        }
    error->column = ca_utf8_length(reader->text.data + from, reader->place - from) + 1;
}

/* Keeps the first failure, which is at byte `place`. 0 for libinih. */
static int failed(settings_reader *reader, capalign_code code, size_t place)
{
    reader->code = code;
    reader->place = place;
    return 0;
}

/* ---- entries ---- */

/* "; did you mean …?" for a word that is in the list but for some letters; else "". */
static const char *suggest(const char *word, const char *const words[], size_t count,
                           const char *quotes, char note[MAX_CODE])
{
    capalign_near near = capalign_near_begin(word);
    for (size_t i = 0; i < count; i++)
        capalign_near_offer(&near, words[i]);
    note[0] = '\0';
    if (near.best)
        snprintf(note, MAX_CODE, "; did you mean %c%s%c?", quotes[0], near.best, quotes[1]);
    return note;
}

/* Words with spaces or commas between. */
static int enable_list(settings_reader *reader, const char *list, bool enabled)
{
    size_t place = value_place(reader);
    const char *at = list;
    while (*(at += strspn(at, " \t,"))) {
        char word[MAX_CODE];
        size_t size = strcspn(at, " \t,");
        capalign_code code;
        snprintf(word, sizeof word, "%.*s", (int)(size < sizeof word ? size : 0), at);
        if (*word)
            code = capalign_check_config_enable(reader->config, word, enabled, reader->error);
        else
            code = ca_fail(reader->error, CAPALIGN_E_ARGUMENT, "no rule has so long a name");
        if (code != CAPALIGN_OK)
            return failed(reader, code, place + (size_t)(at - list));
        at += size;
    }
    return 1;
}

static capalign_code read_severity(settings_reader *reader, const char *rule, const char *value)
{
    static const char *const names[] = {"info", "warning", "error"};
    for (int severity = CAPALIGN_INFO; severity <= CAPALIGN_ERROR; severity++)
        if (strcmp(value, capalign_severity_name((capalign_severity)severity)) == 0)
            return capalign_check_config_severity(reader->config, rule, (capalign_severity)severity,
                                                  reader->error);
    char note[MAX_CODE];
    return ca_fail(reader->error, CAPALIGN_E_ARGUMENT,
                   "\"%s\" is no severity; write info, warning or error%s", value,
                   suggest(value, names, 3, "\"\"", note));
}

static int fail_name(settings_reader *reader, const char *name)
{
    char note[MAX_CODE];
    size_t count = sizeof check_names / sizeof *check_names;
    capalign_code code = ca_fail(reader->error, CAPALIGN_E_ARGUMENT,
                                 "[check] has no \"%s\"; it has profile, enable and disable%s",
                                 name, suggest(name, check_names, count, "\"\"", note));
    return failed(reader, code, name_place(reader));
}

/* Whether the rule, and not its value, is what is wrong in [limits] and [severity]. */
static bool is_of_name(const settings_reader *reader, const char *name)
{
    capalign_rule_setting setting;
    return strcmp(name, "frame-rate") != 0 && strcmp(name, "count") != 0 &&
           !capalign_check_config_rule(reader->config, name, &setting);
}

static int read_entry(settings_reader *reader, const char *section, const char *name,
                      const char *value)
{
    capalign_code code;
    if (strcmp(section, "limits") == 0)
        code = capalign_check_config_set(reader->config, name, value, reader->error);
    else if (strcmp(section, "severity") == 0)
        code = read_severity(reader, name, value);
    else if (strcmp(name, "enable") == 0)
        return enable_list(reader, value, true);
    else if (strcmp(name, "disable") == 0)
        return enable_list(reader, value, false);
    else if (strcmp(name, "profile") == 0)
        code = capalign_check_config_profile(reader->config, value, reader->error);
    else
        return fail_name(reader, name);
    if (code == CAPALIGN_OK)
        return 1;
    bool of_name = strcmp(section, "check") != 0 && is_of_name(reader, name);
    return failed(reader, code, of_name ? name_place(reader) : value_place(reader));
}

/* For libinih: 0 is a failure. */
static int take_entry(void *context, const char *section, const char *name, const char *value)
{
    settings_reader *reader = context;
    if (reader->code != CAPALIGN_OK)
        return 0;
    if (*section)
        return read_entry(reader, section, name, value);
    return failed(reader,
                  ca_fail(reader->error, CAPALIGN_E_ARGUMENT,
                          "an entry stands above the first section; write [check], [limits] or "
                          "[severity] above it"),
                  name_place(reader));
}

/* ---- lines ---- */

/* libinih says nothing of a section that has no entries. `at` is at its '['. */
static void look_at_section(settings_reader *reader, size_t at)
{
    char name[MAX_CODE], note[MAX_CODE];
    size_t end = end_of_line(reader->text, at), count = sizeof sections / sizeof *sections;
    const char *from = reader->text.data + at + 1, *close = memchr(from, ']', end - at - 1);
    if (!close) {
        failed(reader,
               ca_fail(reader->error, CAPALIGN_E_INPUT, "a \"]\" is missing after the section"),
               at);
        return;
    }
    snprintf(name, sizeof name, "%.*s", (int)(close - from < MAX_CODE ? close - from : 0), from);
    for (size_t i = 0; i < count; i++)
        if (strcmp(name, sections[i]) == 0)
            return;
    failed(reader,
           ca_fail(reader->error, CAPALIGN_E_ARGUMENT,
                   "the section [%s] is unknown; there are [check], [limits] and [severity]%s",
                   name, suggest(name, sections, count, "[]", note)),
           at + 1);
}

/* What libinih would only give the number of. An indented line continues the entry above. */
static void look_at_line(settings_reader *reader)
{
    size_t at = skip_blanks(reader->text, reader->at);
    size_t end = end_of_content(reader->text, reader->at);
    reader->continues = reader->in_entry && at > reader->at;
    if (at >= end || reader->continues)
        return;
    reader->in_entry = reader->text.data[at] != '[';
    if (!reader->in_entry)
        look_at_section(reader, at);
    else if (!memchr(reader->text.data + at, '=', end - at) &&
             !memchr(reader->text.data + at, ':', end - at))
        failed(reader,
               ca_fail(reader->error, CAPALIGN_E_INPUT,
                       "a [section] or \"name = value\" was expected in this line"),
               at);
}

/* Bytes of a line that go to libinih at once, up to a comma or blank where there are too many. */
static size_t chunk_size(ca_str line)
{
    size_t size = line.size;
    if (size <= MAX_CHUNK)
        return size;
    for (size = MAX_CHUNK; size > MAX_CHUNK / 2; size--)
        if (line.data[size - 1] == ',' || is_blank(line.data[size - 1]))
            return size;
    return MAX_CHUNK;
}

/* For libinih, as fgets. A NUL cannot come: the caller looked. */
static char *next_chunk(char *out, int size, void *context)
{
    settings_reader *reader = context;
    if (reader->at >= reader->text.size || reader->code != CAPALIGN_OK || size < MAX_CHUNK + 4)
        return NULL;
    bool goes_on = reader->at && reader->text.data[reader->at - 1] != '\n';
    if (goes_on)
        reader->continues = true;
    else
        look_at_line(reader);
    size_t end = end_of_content(reader->text, reader->at);
    ca_str rest = {reader->text.data + reader->at, end - reader->at};
    size_t taken = chunk_size(rest);
    snprintf(out, (size_t)size, "%s%.*s\n", goes_on ? " " : "", (int)taken, rest.data);
    reader->chunk = reader->at;
    reader->at += taken;
    if (taken == rest.size)
        reader->at = end_of_line(reader->text, end) + 1;
    return reader->code == CAPALIGN_OK ? out : NULL;
}

capalign_code capalign_check_config_read(capalign_check_config *config, const char *path,
                                         capalign_error *error)
{
    char *text;
    size_t size;
    capalign_code code = ca_file_read(path, MAX_INI_BYTES, &text, &size, error);
    if (code != CAPALIGN_OK)
        return ca_fail_file(error, code, path);
    settings_reader reader = {.config = config, .error = error, .text = {text, size}};
    if (ca_str_starts(reader.text, "\xEF\xBB\xBF"))
        reader.text = (ca_str){text + 3, size - 3};
    const char *nul = memchr(text, '\0', size);
    int line = 0;
    if (nul)
        failed(&reader, ca_fail(error, CAPALIGN_E_INPUT, "a NUL byte stands here; write it anew"),
               (size_t)(nul - reader.text.data));
    else
        line = ini_parse_stream(next_chunk, &reader, take_entry, &reader);
    if (reader.code == CAPALIGN_OK && line != 0)
        failed(&reader, ca_fail(error, CAPALIGN_E_INPUT, "it cannot be read as an ini file"), 0);
    if (reader.code != CAPALIGN_OK)
        set_position(&reader, error);
    free(text);
    return reader.code == CAPALIGN_OK ? CAPALIGN_OK : ca_fail_file(error, reader.code, path);
}
