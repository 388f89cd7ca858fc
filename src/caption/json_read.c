/* Reading the JSON form. Exactly what is documented is taken: what a program wrote wrongly should
 * be told and not be guessed. */
#include <stdlib.h>
#include <string.h>

#include <jansson.h>

#include "base/error.h"
#include "caption/formats.h"
#include "caption/json.h"

/* Jansson's tree takes about ten times the text's size. */
enum { MAX_JSON_BYTES = 256 << 20 };

/* Where in the document the reader is, for messages. */
typedef struct place {
    const char *what; /* "cue", "region", "finding"; NULL: the document */
    size_t number;    /* 1-based */
    capalign_error *error;
    capalign_code code;
} place;

static bool fail(place *p, const char *name, const char *expected)
{
    if (p->what)
        p->code = ca_fail(p->error, CAPALIGN_E_INPUT, "\"%s\" of %s %zu must be %s", name, p->what,
                          p->number, expected);
    else
        p->code = ca_fail(p->error, CAPALIGN_E_INPUT, "\"%s\" must be %s", name, expected);
    return false;
}

/* Refuses keys that are not in the list, which ends in NULL: a misspelt key would be lost. */
static bool only_keys(place *p, json_t *object, const char *const *known)
{
    const char *name;
    json_t *value;
    json_object_foreach(object, name, value)
    {
        (void)value;
        const char *const *at = known;
        while (*at && strcmp(*at, name) != 0)
            at++;
        if (!*at)
            return fail(p, name, "left out; there is no such key");
    }
    return true;
}

/* A string without NUL (jansson refuses those), or `otherwise` where the key is missing. */
static bool get_string(place *p, json_t *object, const char *name, const char *otherwise,
                       const char **out)
{
    json_t *value = json_object_get(object, name);
    if (value && !json_is_string(value))
        return fail(p, name, "a string");
    *out = value ? json_string_value(value) : otherwise;
    return *out || fail(p, name, "there");
}

static bool get_integer(place *p, json_t *object, const char *name, int64_t otherwise, int64_t *out)
{
    json_t *value = json_object_get(object, name);
    *out = otherwise;
    if (!value)
        return true;
    if (!json_is_integer(value) || json_integer_value(value) < 0)
        return fail(p, name, "a whole number, 0 or more");
    *out = json_integer_value(value);
    return true;
}

static bool get_number(place *p, json_t *object, const char *name, double otherwise, double *out)
{
    json_t *value = json_object_get(object, name);
    if (value && !json_is_number(value))
        return fail(p, name, "a number");
    *out = value ? json_number_value(value) : otherwise;
    return true;
}

/* A number or "auto"; missing is "auto". */
static bool get_number_or_auto(place *p, json_t *object, const char *name, bool *is_auto,
                               double *out)
{
    json_t *value = json_object_get(object, name);
    *is_auto = !value || (json_is_string(value) && strcmp(json_string_value(value), "auto") == 0);
    if (*is_auto)
        return true;
    return json_is_number(value) ? get_number(p, object, name, 0, out)
                                 : fail(p, name, "a number or \"auto\"");
}

/* One of the names, a list that ends in NULL; its place in the list goes to *out. */
static bool get_name(place *p, json_t *object, const char *name, const char *const *names,
                     const char *otherwise, int *out)
{
    const char *value;
    if (!get_string(p, object, name, otherwise, &value))
        return false;
    for (*out = 0; names[*out]; ++*out)
        if (strcmp(names[*out], value) == 0)
            return true;
    return fail(p, name, "one of the names that docs/formats-json.md lists");
}

static bool get_time(place *p, json_t *object, const char *name, int64_t *out)
{
    json_t *value = json_object_get(object, name);
    bool valid = json_is_null(value) || (json_is_integer(value) && json_integer_value(value) >= 0);
    if (!valid)
        return fail(p, name, "a whole number of microseconds, 0 or more, or null");
    *out = json_is_null(value) ? CAPALIGN_TIME_NONE : json_integer_value(value);
    return true;
}

static bool get_settings(place *p, json_t *object, capalign_cue_settings *s)
{
    static const char *const keys[] = {
        "vertical",      "snapToLines", "line",  "lineAlign", "position",
        "positionAlign", "size",        "align", "region",    NULL};
    *s = (capalign_cue_settings){.snap_to_lines = true};
    if (!json_is_object(object))
        return fail(p, "settings", "an object");
    int vertical, line_align, position_align, align;
    json_t *snap = json_object_get(object, "snapToLines");
    json_t *region = json_object_get(object, "region");
    if (snap && !json_is_boolean(snap))
        return fail(p, "snapToLines", "true or false");
    if (region && !json_is_null(region) && !json_is_string(region))
        return fail(p, "region", "a string or null");
    if (!only_keys(p, object, keys) ||
        !get_name(p, object, "vertical", ca_json_vertical, "", &vertical) ||
        !get_number_or_auto(p, object, "line", &s->line_auto, &s->line) ||
        !get_name(p, object, "lineAlign", ca_json_line_align, "start", &line_align) ||
        !get_number_or_auto(p, object, "position", &s->position_auto, &s->position) ||
        !get_name(p, object, "positionAlign", ca_json_position_align, "auto", &position_align) ||
        !get_number(p, object, "size", 100, &s->size) ||
        !get_name(p, object, "align", ca_json_align, "center", &align))
        return false;
    s->snap_to_lines = !snap || json_is_true(snap);
    s->vertical = (capalign_vertical)vertical;
    s->line_align = (capalign_line_align)line_align;
    s->position_align = (capalign_position_align)position_align;
    s->align = (capalign_text_align)align;
    s->region = json_is_string(region) ? json_string_value(region) : NULL;
    return true;
}

/* `index` and `cue` are there for people and programs that read; they are not looked at. */
static bool read_cue(place *p, json_t *object, capalign_track *track)
{
    static const char *const keys[] = {"index", "id",          "start_us", "end_us",
                                       "text",  "source_line", "settings", NULL};
    capalign_cue cue = {0};
    capalign_cue_settings settings;
    int64_t line;
    json_t *given = json_object_get(object, "settings");
    if (!only_keys(p, object, keys) || !get_time(p, object, "start_us", &cue.start_us) ||
        !get_time(p, object, "end_us", &cue.end_us) ||
        !get_string(p, object, "text", NULL, &cue.text) ||
        !get_string(p, object, "id", "", &cue.id) ||
        !get_integer(p, object, "source_line", 0, &line) ||
        (given && !get_settings(p, given, &settings)))
        return false;
    cue.text_bytes = (uint32_t)strlen(cue.text);
    cue.id_bytes = (uint32_t)strlen(cue.id);
    cue.id = cue.id_bytes ? cue.id : NULL;
    cue.line = line <= UINT32_MAX ? (uint32_t)line : 0;
    cue.settings = given ? &settings : NULL;
    p->code = capalign_track_add_cue(track, &cue, p->error);
    return p->code == CAPALIGN_OK;
}

static bool read_region(place *p, json_t *object, capalign_track *track)
{
    static const char *const keys[] = {"id",      "width",           "lines",
                                       "anchorX", "anchorY",         "viewportAnchorX",
                                       "scroll",  "viewportAnchorY", NULL};
    static const char *const scrolls[] = {"", "up", NULL};
    capalign_region *r = &track->regions[track->region_count];
    const char *id;
    int scroll;
    if (!only_keys(p, object, keys) || !get_string(p, object, "id", NULL, &id) ||
        !get_number(p, object, "width", 100, &r->width) ||
        !get_integer(p, object, "lines", 3, &r->lines) ||
        !get_number(p, object, "anchorX", 0, &r->anchor_x) ||
        !get_number(p, object, "anchorY", 100, &r->anchor_y) ||
        !get_number(p, object, "viewportAnchorX", 0, &r->viewport_x) ||
        !get_number(p, object, "viewportAnchorY", 100, &r->viewport_y) ||
        !get_name(p, object, "scroll", scrolls, "", &scroll))
        return false;
    r->scroll_up = scroll;
    r->id = ca_arena_copy(&track->arena, ca_str_of(id));
    if (!r->id) {
        p->code = ca_fail_memory(p->error);
        return false;
    }
    track->region_count++;
    return true;
}

static bool read_finding(place *p, json_t *object, capalign_track *track)
{
    static const char *const keys[] = {"code",   "severity", "fix",     "line",
                                       "column", "cue",      "message", NULL};
    static const char *const severities[] = {"info", "warning", "error", NULL};
    static const char *const fixes[] = {"none", "unsafe", "safe", NULL};
    const char *code, *message;
    int severity, fix;
    int64_t line, column, cue;
    if (!only_keys(p, object, keys) || !get_string(p, object, "code", NULL, &code) ||
        !get_string(p, object, "message", "", &message) ||
        !get_name(p, object, "severity", severities, NULL, &severity) ||
        !get_name(p, object, "fix", fixes, "none", &fix) ||
        !get_integer(p, object, "line", 0, &line) ||
        !get_integer(p, object, "column", 0, &column) || !get_integer(p, object, "cue", 0, &cue))
        return false;
    capalign_finding finding = {
        .code = ca_arena_copy(&track->arena, ca_str_of(code)),
        .message = ca_arena_copy(&track->arena, ca_str_of(message)),
        .severity = (capalign_severity)severity,
        .fix = (capalign_fix)fix,
        .line = (size_t)line,
        .column = (size_t)column,
        .cue = cue ? (size_t)cue - 1 : SIZE_MAX,
    };
    if (finding.code && finding.message && ca_track_find(track, &finding))
        return true;
    p->code = ca_fail_memory(p->error);
    return false;
}

static bool read_list(place *p, json_t *root, const char *name, const char *what,
                      bool (*read)(place *p, json_t *object, capalign_track *track),
                      capalign_track *track)
{
    json_t *list = json_object_get(root, name);
    if (list && !json_is_array(list))
        return fail(p, name, "an array");
    for (size_t i = 0; i < json_array_size(list); i++) {
        json_t *item = json_array_get(list, i);
        *p = (place){.what = what, .number = i + 1, .error = p->error};
        if (!json_is_object(item)) {
            p->code = ca_fail(p->error, CAPALIGN_E_INPUT, "%s %zu must be an object", what, i + 1);
            return false;
        }
        if (!read(p, item, track))
            return false;
    }
    *p = (place){.error = p->error};
    return true;
}

/* The format tells what the cues' markup means; null is a track that was made by hand. */
static bool read_head(place *p, json_t *root, capalign_track *track)
{
    static const char *const keys[] = {"format", "language", "cues", "regions", "findings", NULL};
    const char *language;
    json_t *format = json_object_get(root, "format");
    if (!json_is_object(root)) {
        p->code = ca_fail(p->error, CAPALIGN_E_INPUT, "the JSON is not an object with \"cues\"");
        return false;
    }
    if (!only_keys(p, root, keys) || !get_string(p, root, "language", "", &language))
        return false;
    track->format = NULL;
    if (format && !json_is_null(format)) {
        track->format =
            json_is_string(format) ? ca_caption_format_named(json_string_value(format)) : NULL;
        if (!track->format || track->format == &ca_format_json)
            return fail(p, "format", "the name of a caption format, such as \"srt\", or null");
    }
    if (!json_object_get(root, "cues"))
        return fail(p, "cues", "there");
    p->code = capalign_track_set_language(track, language, p->error);
    if (p->code == CAPALIGN_E_ARGUMENT)
        return fail(p, "language", "a language tag of at most 35 bytes");
    return p->code == CAPALIGN_OK;
}

static bool read_root(place *p, json_t *root, capalign_track *track)
{
    size_t regions = json_array_size(json_object_get(root, "regions"));
    if (!read_head(p, root, track))
        return false;
    track->regions = ca_arena_array(&track->arena, regions + 1, sizeof *track->regions);
    if (!track->regions) {
        p->code = ca_fail_memory(p->error);
        return false;
    }
    return read_list(p, root, "cues", "cue", read_cue, track) &&
           read_list(p, root, "regions", "region", read_region, track) &&
           read_list(p, root, "findings", "finding", read_finding, track);
}

static capalign_code fail_syntax(const json_error_t *found, capalign_error *error)
{
    if (json_error_code(found) == json_error_out_of_memory)
        return ca_fail_memory(error);
    size_t line = found->line > 0 ? (size_t)found->line : 0;
    size_t column = found->column > 0 ? (size_t)found->column : 0;
    return ca_fail_at(error, CAPALIGN_E_INPUT, line, column, "not valid JSON: %s", found->text);
}

capalign_code ca_json_parse(capalign_track *track, const ca_decoded *decoded, capalign_error *error)
{
    (void)decoded; /* JSON is UTF-8; what was not is U+FFFD by now */
    if (track->source_bytes > MAX_JSON_BYTES)
        return ca_fail(error, CAPALIGN_E_LIMIT, "JSON captions over %d MiB are not read",
                       MAX_JSON_BYTES >> 20);
    json_error_t found;
    json_t *root = json_loadb(track->source, track->source_bytes, JSON_REJECT_DUPLICATES, &found);
    if (!root)
        return fail_syntax(&found, error);
    free(track->source);
    track->source = NULL;
    track->source_bytes = 0;
    track->source_bom = track->source_exact = false;
    place p = {.error = error};
    bool done = read_root(&p, root, track);
    json_decref(root);
    return done ? CAPALIGN_OK : p.code;
}
