/* Findings that are known already: the paths and fingerprints of a JSON report. A report of a
 * million findings is some 500 MB, and a tree of it several times that, so objects are walked
 * here, and jansson reads only the values that are no plain strings. */
#include <capalign/check.h>

#include <stdlib.h>

#include <jansson.h>

#include "base/error.h"
#include "base/file.h"
#include "base/hash.h"
#include "base/strbuf.h"
#include "check/reports/paths.h"

enum { FINGERPRINT = 32 };
#define MAX_BASELINE_BYTES ((size_t)2 << 30)

typedef struct entry {
    uint64_t path;
    char fingerprint[FINGERPRINT];
} entry;

struct capalign_baseline {
    entry *entries; /* sorted */
    size_t count;
    size_t capacity;
};

typedef struct reader {
    capalign_baseline *baseline;
    const char *bytes;
    size_t size;
    size_t at;
    capalign_error *error;
    capalign_code code;
} reader;

/* ---- errors ---- */

static bool fail(reader *in, size_t at, const char *what)
{
    size_t line = 1, start = 0;
    for (size_t i = 0; i < at && i < in->size; i++)
        if (in->bytes[i] == '\n')
            line++, start = i + 1;
    if (in->code == CAPALIGN_OK)
        in->code = ca_fail_at(in->error, CAPALIGN_E_INPUT, line,
                              ca_utf8_length(in->bytes + start, at - start) + 1,
                              "the baseline is not a JSON report of \"capalign check\": %s", what);
    return false;
}

static bool fail_memory(reader *in)
{
    in->code = ca_fail_memory(in->error);
    return false;
}

/* ---- JSON, outside of values ---- */

static void skip_space(reader *in)
{
    while (in->at < in->size && in->bytes[in->at] && strchr(" \t\r\n", in->bytes[in->at]))
        in->at++;
}

static bool take(reader *in, char c)
{
    skip_space(in);
    if (in->at == in->size || in->bytes[in->at] != c)
        return false;
    in->at++;
    return true;
}

static bool expect(reader *in, char c)
{
    char what[] = "a \"?\" should be here";
    what[3] = c;
    return take(in, c) || fail(in, in->at, what);
}

/* One whole value; the caller's to free. */
static json_t *read_value(reader *in)
{
    json_error_t why;
    skip_space(in);
    json_t *value = json_loadb(in->bytes + in->at, in->size - in->at,
                               JSON_DISABLE_EOF_CHECK | JSON_DECODE_ANY | JSON_ALLOW_NUL, &why);
    if (value)
        in->at += (size_t)why.position;
    else if (json_error_code(&why) == json_error_out_of_memory || !why.text[0])
        fail_memory(in);
    else
        fail(in, in->at + (size_t)(why.position > 0 ? why.position : 0), why.text);
    return value;
}

/* A string without its quotes, escapes left as they are. It is not checked: of a million findings
 * most strings are skipped, and that is most of the time. */
static bool take_string(reader *in, ca_str *raw)
{
    if (!take(in, '"'))
        return false;
    raw->data = in->bytes + in->at;
    size_t at = in->at;
    while (at < in->size && in->bytes[at] != '"')
        at += in->bytes[at] == '\\' ? 2 : 1;
    if (at >= in->size)
        return false;
    raw->size = at - in->at;
    in->at = at + 1;
    return true;
}

static bool skip_value(reader *in)
{
    ca_str raw;
    size_t at = in->at;
    if (take_string(in, &raw))
        return true;
    in->at = at;
    json_t *value = read_value(in);
    json_decref(value);
    return value != NULL;
}

/* Reads the members of an object; `member` reads the value of a key it knows and returns 1, 0 for
 * another key, -1 when it fails. Keys that are written with escapes are other keys. */
static bool read_object(reader *in, int (*member)(reader *in, ca_str key, void *context),
                        void *context)
{
    if (!expect(in, '{'))
        return false;
    if (take(in, '}'))
        return true;
    do {
        ca_str key;
        skip_space(in);
        size_t at = in->at;
        if (!take_string(in, &key))
            return fail(in, at, "a key in quotes should be here");
        int known = expect(in, ':') ? member(in, key, context) : -1;
        if (known < 0 || (!known && !skip_value(in)))
            return false;
    } while (take(in, ','));
    return expect(in, '}');
}

static bool read_array(reader *in, bool (*item)(reader *in, void *context), void *context)
{
    if (!expect(in, '['))
        return false;
    if (take(in, ']'))
        return true;
    do
        if (!item(in, context))
            return false;
    while (take(in, ','));
    return expect(in, ']');
}

/* ---- the report ---- */

static int read_finding_member(reader *in, ca_str key, void *context)
{
    bool *has_fingerprint = context;
    capalign_baseline *baseline = in->baseline;
    ca_str raw;
    if (!ca_str_equal(key, "fingerprint"))
        return 0;
    skip_space(in);
    size_t at = in->at;
    if (!take_string(in, &raw) || raw.size != FINGERPRINT || *has_fingerprint)
        return fail(in, at, "a fingerprint should be one string of 32 characters") ? 1 : -1;
    entry *grown =
        ca_grow(baseline->entries, &baseline->capacity, baseline->count + 1, sizeof *grown);
    if (!grown)
        return fail_memory(in) ? 1 : -1;
    baseline->entries = grown;
    memcpy(grown[baseline->count++].fingerprint, raw.data, FINGERPRINT);
    *has_fingerprint = true;
    return 1;
}

static bool read_finding(reader *in, void *context)
{
    (void)context;
    bool has_fingerprint = false;
    skip_space(in);
    size_t at = in->at;
    return read_object(in, read_finding_member, &has_fingerprint) &&
           (has_fingerprint || fail(in, at, "a finding has no fingerprint"));
}

/* A key that comes twice would hide findings, so it is refused. */
typedef struct file_parts {
    uint64_t path;
    bool has_path;
    bool has_findings;
} file_parts;

static int read_file_member(reader *in, ca_str key, void *context)
{
    file_parts *parts = context;
    skip_space(in);
    size_t at = in->at;
    if (ca_str_equal(key, "findings")) {
        if (parts->has_findings)
            return fail(in, at, "a file has \"findings\" twice") ? 1 : -1;
        parts->has_findings = true;
        return read_array(in, read_finding, NULL) ? 1 : -1;
    }
    if (!ca_str_equal(key, "path"))
        return 0;
    json_t *path = read_value(in);
    if (!path)
        return -1;
    bool good = json_is_string(path) && !parts->has_path;
    if (good)
        parts->path = ca_hash((ca_str){json_string_value(path), json_string_length(path)});
    parts->has_path = true;
    json_decref(path);
    return good || fail(in, at, "\"path\" should be one string") ? 1 : -1;
}

/* The path may come after the findings, as in a report whose keys were sorted. */
static bool read_file(reader *in, void *context)
{
    (void)context;
    file_parts parts = {0};
    skip_space(in);
    size_t at = in->at, first = in->baseline->count;
    if (!read_object(in, read_file_member, &parts))
        return false;
    if (!parts.has_path || !parts.has_findings)
        return fail(in, at, "a file has no \"path\" or no \"findings\"");
    for (size_t i = first; i < in->baseline->count; i++)
        in->baseline->entries[i].path = parts.path;
    return true;
}

static int read_report_member(reader *in, ca_str key, void *context)
{
    bool *has_files = context;
    if (!ca_str_equal(key, "files"))
        return 0;
    *has_files = true;
    return read_array(in, read_file, NULL) ? 1 : -1;
}

static bool read_report(reader *in)
{
    bool has_files = false;
    if (!read_object(in, read_report_member, &has_files))
        return false;
    if (!has_files)
        return fail(in, 0, "it has no \"files\"");
    skip_space(in);
    return in->at == in->size || fail(in, in->at, "there is something after its end");
}

/* ---- the list ---- */

static int compare(const void *a, const void *b)
{
    const entry *x = a, *y = b;
    if (x->path != y->path)
        return x->path < y->path ? -1 : 1;
    return memcmp(x->fingerprint, y->fingerprint, FINGERPRINT);
}

capalign_code capalign_baseline_read(const char *path, capalign_baseline **out,
                                     capalign_error *error)
{
    reader in = {.error = error};
    char *bytes;
    capalign_code code = ca_file_read(path, MAX_BASELINE_BYTES, &bytes, &in.size, error);
    if (code != CAPALIGN_OK)
        return ca_fail_file(error, code, path);
    in.bytes = bytes;
    in.baseline = calloc(1, sizeof *in.baseline);
    if (!in.baseline)
        fail_memory(&in);
    bool good = in.baseline && read_report(&in);
    free(bytes);
    if (!good) {
        capalign_baseline_destroy(in.baseline);
        return ca_fail_file(error, in.code, path);
    }
    if (in.baseline->count)
        qsort(in.baseline->entries, in.baseline->count, sizeof *in.baseline->entries, compare);
    *out = in.baseline;
    return CAPALIGN_OK;
}

void capalign_baseline_destroy(capalign_baseline *baseline)
{
    if (!baseline)
        return;
    free(baseline->entries);
    free(baseline);
}

/* The hash of the path as a JSON report has it, where a broken byte is U+FFFD. */
static bool hash_path(const char *path, const char *root, uint64_t *hash)
{
    ca_strbuf shown = {0}, text = {0};
    ca_report_add_path(&shown, path, root);
    for (size_t at = 0; at < shown.size;) {
        uint32_t c;
        at += ca_utf8_decode(shown.data + at, shown.size - at, &c);
        ca_strbuf_add_char(&text, c);
    }
    bool good = !shown.failed && !text.failed;
    *hash = ca_hash(ca_strbuf_view(&text));
    ca_strbuf_free(&shown);
    ca_strbuf_free(&text);
    return good;
}

bool capalign_baseline_has(const capalign_baseline *baseline, const char *path, const char *root,
                           const char *fingerprint)
{
    entry wanted;
    if (strlen(fingerprint) != FINGERPRINT || !baseline->count ||
        !hash_path(path, root, &wanted.path))
        return false;
    memcpy(wanted.fingerprint, fingerprint, FINGERPRINT);
    return bsearch(&wanted, baseline->entries, baseline->count, sizeof wanted, compare) != NULL;
}
