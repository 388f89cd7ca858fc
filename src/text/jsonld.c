#include "text/jsonld.h"

#include <jansson.h>
#include <stdlib.h>

#include "base/error.h"
#include "base/strbuf.h"
#include "text/duration.h"
#include "text/html_tree.h"
#include "text/jsonld_repair.h"

/* Where an object that is no video may hold one that belongs to the page. What lists other pages
 * (relatedLink, mentions, isBasedOn …) is not followed. */
static const char *const followed[] = {
    "@graph",           "@included",      "video",     "associatedMedia", "mainEntity",
    "mainEntityOfPage", "hasPart",        "subjectOf", "encoding",        "sharedContent",
    "trailer",          "liveBlogUpdate", "item",      "itemListElement"};
enum { FOLLOWED_COUNT = sizeof followed / sizeof followed[0] };

/* A description that stands in for a name is no longer than this, in bytes. */
enum { DESCRIPTION_MAX_BYTES = 300 };

typedef struct reader {
    ca_jsonld *jsonld;
    ca_arena *arena;
    capalign_error *error;
    size_t line;
    bool out_of_memory;
} reader;

/* "VideoObject", also with a namespace before it. */
static bool type_is(const char *type, const char *suffix)
{
    size_t n = strlen(type), s = strlen(suffix);
    return n >= s && strcmp(type + n - s, suffix) == 0;
}

static bool has_type(const json_t *object, const char *suffix)
{
    const json_t *type = json_object_get(object, "@type");
    if (json_is_string(type))
        return type_is(json_string_value(type), suffix);
    for (size_t i = 0; i < json_array_size(type); i++) {
        const json_t *one = json_array_get(type, i);
        if (json_is_string(one) && type_is(json_string_value(one), suffix))
            return true;
    }
    return false;
}

static bool is_video(const json_t *object)
{
    return has_type(object, "VideoObject") || has_type(object, "VideoObjectSnapshot");
}

static bool is_article(const json_t *object)
{
    return has_type(object, "Article") || has_type(object, "BlogPosting") ||
           has_type(object, "Report");
}

/* A string out of a value: itself, the first of an array, or what an object is worth. */
static const char *string_of(const json_t *value)
{
    for (int depth = 0; depth < 3; depth++) {
        if (json_is_string(value))
            return json_string_value(value);
        if (json_is_array(value)) {
            value = json_array_get(value, 0);
        } else if (json_is_object(value)) {
            static const char *const keys[] = {"@value",        "value", "contentUrl", "url",
                                               "alternateName", "name",  "@id"};
            const json_t *inner = NULL;
            for (size_t i = 0; i < sizeof keys / sizeof keys[0] && !inner; i++)
                inner = json_object_get(value, keys[i]);
            value = inner;
        } else {
            return NULL;
        }
    }
    return NULL;
}

static const char *property(const json_t *object, const char *key)
{
    return string_of(json_object_get(object, key));
}

/* Into the arena, with HTML entities undone. Empty text is none. */
static const char *keep(reader *r, const char *text)
{
    ca_str trimmed = ca_str_trim(ca_str_of(text));
    if (!trimmed.size)
        return NULL;
    const char *copy = ca_html_unescape(r->arena, trimmed);
    r->out_of_memory = r->out_of_memory || !copy;
    return copy && *copy ? copy : NULL;
}

static bool read_duration(const json_t *value, int64_t *us)
{
    if (json_is_integer(value)) {
        json_int_t seconds = json_integer_value(value);
        if (seconds <= 0 || seconds > CA_DURATION_MAX_US / 1000000)
            return false;
        *us = seconds * 1000000;
        return true;
    }
    ca_str text = ca_str_trim(ca_str_of(string_of(value)));
    return ca_duration_iso(text, us) || ca_duration_clock(text, us) ||
           ca_duration_seconds(text, us);
}

static void add_address(ca_jsonld_video *video, const char *address)
{
    if (address && video->address_count < CA_JSONLD_MAX_ADDRESSES)
        video->addresses[video->address_count++] = address;
}

static void read_addresses(reader *r, const json_t *object, ca_jsonld_video *video)
{
    static const char *const keys[] = {"contentUrl", "embedUrl"};
    for (size_t i = 0; i < sizeof keys / sizeof keys[0]; i++) {
        const json_t *value = json_object_get(object, keys[i]);
        size_t count = json_is_array(value) ? json_array_size(value) : 1;
        for (size_t k = 0; k < count && k < CA_JSONLD_MAX_ADDRESSES; k++) {
            const json_t *one = json_is_array(value) ? json_array_get(value, k) : value;
            const char *address = keep(r, string_of(one));
            if (i == 0 && !video->content)
                video->content = address;
            add_address(video, address);
        }
    }
}

/* `caption` is a line of text, or a caption file (MediaObject). */
static void read_caption(reader *r, const json_t *object, ca_jsonld_video *video)
{
    const json_t *caption = json_object_get(object, "caption");
    if (json_is_array(caption))
        caption = json_array_get(caption, 0);
    if (json_is_string(caption))
        video->caption = keep(r, json_string_value(caption));
    else if (json_is_object(caption))
        video->track = keep(
            r, property(caption, json_object_get(caption, "contentUrl") ? "contentUrl" : "url"));
    const char *description = property(object, "description");
    if (!video->name && !video->caption && description &&
        strlen(description) <= DESCRIPTION_MAX_BYTES)
        video->caption = keep(r, description);
}

/* A list of strings is a list of lines. */
static const char *read_transcript(reader *r, const json_t *value)
{
    if (!json_is_array(value))
        return keep(r, string_of(value));
    ca_strbuf lines = {0};
    for (size_t i = 0; i < json_array_size(value); i++) {
        const char *line = string_of(json_array_get(value, i));
        if (line && lines.size)
            ca_strbuf_add_text(&lines, "\n");
        if (line)
            ca_strbuf_add_text(&lines, line);
    }
    const char *transcript = lines.size ? keep(r, lines.data) : NULL;
    r->out_of_memory = r->out_of_memory || lines.failed;
    ca_strbuf_free(&lines);
    return transcript;
}

static ca_jsonld_video read_video(reader *r, const json_t *object, bool listed)
{
    ca_jsonld_video video = {.duration_us = CAPALIGN_TIME_NONE, .listed = listed};
    video.id = keep(r, property(object, "@id"));
    video.name = keep(r, property(object, "name"));
    if (!video.name)
        video.name = keep(r, property(object, "headline"));
    read_addresses(r, object, &video);
    read_caption(r, object, &video);
    video.transcript = read_transcript(r, json_object_get(object, "transcript"));
    video.language = keep(r, property(object, "inLanguage"));
    if (!read_duration(json_object_get(object, "duration"), &video.duration_us))
        video.duration_us = CAPALIGN_TIME_NONE;
    return video;
}

static capalign_code add_video(reader *r, const json_t *object, bool listed)
{
    ca_jsonld *j = r->jsonld;
    if (j->count == CAPALIGN_ARTICLE_MAX_CLIPS)
        return ca_fail_at(r->error, CAPALIGN_E_LIMIT, r->line, 0,
                          "the page's JSON-LD has more than %zu videos, the most that are read",
                          CAPALIGN_ARTICLE_MAX_CLIPS);
    ca_jsonld_video *grown = ca_grow(j->videos, &j->capacity, j->count + 1, sizeof *grown);
    if (!grown)
        return ca_fail_memory(r->error);
    j->videos = grown;
    j->videos[j->count++] = read_video(r, object, listed);
    return r->out_of_memory ? ca_fail_memory(r->error) : CAPALIGN_OK;
}

static capalign_code visit(reader *r, json_t *value, bool listed, int depth);

static capalign_code visit_object(reader *r, json_t *object, bool listed, int depth)
{
    if (is_video(object))
        /* {"@type": "VideoObject", "@id": "#v"} only points to one */
        return json_object_size(object) > 2 || !json_object_get(object, "@id")
                   ? add_video(r, object, listed)
                   : CAPALIGN_OK;
    if (is_article(object) && !listed) {
        if (!r->jsonld->headline)
            r->jsonld->headline = keep(r, property(object, "headline"));
        if (!r->jsonld->language)
            r->jsonld->language = keep(r, property(object, "inLanguage"));
    }
    capalign_code code = r->out_of_memory ? ca_fail_memory(r->error) : CAPALIGN_OK;
    void *iterator = json_object_iter(object);
    for (; iterator && code == CAPALIGN_OK; iterator = json_object_iter_next(object, iterator)) {
        const char *key = json_object_iter_key(iterator);
        json_t *value = json_object_iter_value(iterator);
        for (size_t i = 0; i < FOLLOWED_COUNT; i++)
            if (strcmp(key, followed[i]) == 0)
                code = visit(r, value, listed || strcmp(key, "itemListElement") == 0, depth + 1);
    }
    return code;
}

static capalign_code visit(reader *r, json_t *value, bool listed, int depth)
{
    if (depth > CA_JSONLD_MAX_DEPTH)
        return CAPALIGN_OK; /* check_depth stands before it */
    if (json_is_object(value))
        return visit_object(r, value, listed, depth);
    capalign_code code = CAPALIGN_OK;
    for (size_t i = 0; i < json_array_size(value) && code == CAPALIGN_OK; i++)
        code = visit(r, json_array_get(value, i), listed, depth + 1);
    return code;
}

static capalign_code check_depth(const reader *r, ca_str text)
{
    int depth = 0;
    bool quoted = false;
    for (size_t i = 0; i < text.size; i++) {
        char c = text.data[i];
        if (c == '\\')
            i += quoted;
        else if (c == '"')
            quoted = !quoted;
        else if (!quoted && (c == '{' || c == '['))
            depth++;
        else if (!quoted && (c == '}' || c == ']'))
            depth--;
        if (depth > CA_JSONLD_MAX_DEPTH)
            return ca_fail_at(
                r->error, CAPALIGN_E_LIMIT, r->line, 0,
                "the page's JSON-LD is nested deeper than the %d levels that are read",
                CA_JSONLD_MAX_DEPTH);
    }
    return CAPALIGN_OK;
}

static ca_str skip(ca_str text, const char *characters)
{
    while (text.size && strchr(characters, text.data[0]) && text.data[0])
        text.data++, text.size--;
    return text;
}

/* Behind the comment and CDATA signs by which pages hid scripts from old browsers. */
static ca_str unwrapped(ca_str text)
{
    const char *cdata = memmem(text.data, text.size < 64 ? text.size : 64, "<![CDATA[", 9);
    size_t start = cdata ? (size_t)(cdata - text.data) + 9 : 0;
    while (start < text.size && text.data[start] != '{' && text.data[start] != '[')
        start++;
    return (ca_str){text.data + start, text.size - start};
}

/* One value after the other, with commas and semicolons between them or not. False at a value that
 * is not JSON. */
static bool read_values(reader *r, ca_str text, bool visiting, capalign_code *code)
{
    for (text = skip(text, " \t\r\n,;"); text.size && *code == CAPALIGN_OK;
         text = skip(text, " \t\r\n,;")) {
        if (text.data[0] != '{' && text.data[0] != '[')
            return true; /* "]]>", "-->" */
        json_error_t error;
        json_t *value = json_loadb(text.data, text.size, JSON_DISABLE_EOF_CHECK, &error);
        if (!value) {
            if (json_error_code(&error) == json_error_out_of_memory)
                *code = ca_fail_memory(r->error);
            return false;
        }
        if (visiting)
            *code = visit(r, value, false, 0);
        json_decref(value);
        size_t used = (size_t)error.position;
        text = used && used <= text.size ? (ca_str){text.data + used, text.size - used}
                                         : (ca_str){"", 0};
    }
    return true;
}

capalign_code ca_jsonld_read(ca_jsonld *jsonld, ca_arena *arena, ca_str text, size_t line,
                             capalign_error *error)
{
    reader r = {.jsonld = jsonld, .arena = arena, .error = error, .line = line};
    if (text.size > CA_JSONLD_MAX_BYTES)
        return ca_fail_at(error, CAPALIGN_E_LIMIT, line, 0,
                          "the page has more than the %zu MiB of JSON-LD that are read",
                          CA_JSONLD_MAX_BYTES >> 20);
    text = unwrapped(text);
    capalign_code code = check_depth(&r, text);
    if (code != CAPALIGN_OK)
        return code;
    /* A script is read as a whole or not at all. */
    if (read_values(&r, text, false, &code) && code == CAPALIGN_OK)
        read_values(&r, text, true, &code);
    else if (code == CAPALIGN_OK) {
        size_t size = 0;
        char *repaired = ca_jsonld_repair(text, &size);
        if (!repaired)
            return ca_fail_memory(error);
        read_values(&r, (ca_str){repaired, size}, true, &code);
        free(repaired);
    }
    return code;
}

void ca_jsonld_free(ca_jsonld *jsonld)
{
    free(jsonld->videos);
    *jsonld = (ca_jsonld){0};
}
