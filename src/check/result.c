/* From records to public findings: messages, positions, fingerprints, the cap, the baseline. */
#include <stdio.h>
#include <stdlib.h>

#include "base/arena.h"
#include "base/error.h"
#include "base/hash.h"
#include "check/check.h"
#include "check/config.h"
#include "check/fix/offer.h"
#include "check/rules.h"

enum {
    DEFAULT_MAX_FINDINGS = 1000,
    MAX_SHOWN_LINE = 1 << 16, /* bytes of a source line that go into a result */
    MAX_QUOTED = 60,          /* bytes of a text that is quoted in a message */
    MAX_FIXED_TEXT = 1 << 12, /* bytes of a cue whose findings get a replacement: each reads it */
};

typedef struct ca_check_result {
    capalign_check_result public;
    ca_arena arena;
} ca_check_result;

/* How often each hash was met: open addressing. */
typedef struct hash_counts {
    uint64_t *hashes; /* 0: free */
    uint32_t *counts;
    size_t size; /* a power of two */
} hash_counts;

/* The line that was copied last, and its copy. */
typedef struct shown_line {
    size_t line;
    const char *text; /* NULL: none yet */
    size_t bytes;
} shown_line;

typedef struct builder {
    ca_check *check;
    ca_check_result *result;
    const capalign_check_options *options;
    capalign_check_finding *findings;
    size_t count;
    size_t capacity;
    hash_counts equals;
    ca_strbuf text;
    shown_line shown[2];       /* where a finding begins, and where it ends */
    ca_line_cursor cursors[2]; /* the same */
    size_t hashed_line;        /* what `about` is the hash of; 0: of a cue */
    uint32_t hashed_cue;       /* CA_CHECK_NO_CUE: of none */
    uint64_t about;
    capalign_fix fix_of_encoding;
} builder;

static bool make_counts(hash_counts *counts, size_t items)
{
    counts->size = 16;
    while (counts->size < items * 2)
        counts->size *= 2;
    counts->hashes = calloc(counts->size, sizeof *counts->hashes);
    counts->counts = calloc(counts->size, sizeof *counts->counts);
    return counts->hashes && counts->counts;
}

/* How often this hash came before. */
static uint32_t count_hash(hash_counts *counts, uint64_t hash)
{
    hash = hash ? hash : 1;
    size_t at = hash & (counts->size - 1);
    while (counts->hashes[at] && counts->hashes[at] != hash)
        at = (at + 1) & (counts->size - 1);
    counts->hashes[at] = hash;
    return counts->counts[at]++;
}

/* ---- texts ---- */

static void add_quoted(const ca_check *check, const ca_found *found, ca_strbuf *out)
{
    size_t size = found->to - found->from;
    ca_str text = {check->text.data + found->from, size < MAX_QUOTED ? size : MAX_QUOTED};
    text.size = ca_utf8_valid_prefix(text.data, text.size);
    ca_strbuf_add(out, "\"", 1);
    for (size_t i = 0; i < text.size; i++) {
        bool control = (unsigned char)text.data[i] < ' ' || text.data[i] == 0x7F;
        ca_strbuf_add(out, control ? " " : &text.data[i], 1);
    }
    ca_strbuf_add_text(out, size > text.size ? "...\"" : "\"");
}

/* A value that is over its limit does not look like it. */
static void format_value(const builder *b, const ca_found *found, bool with_unit,
                         char text[CA_UNIT_TEXT])
{
    const char *unit = ca_rule_at(found->rule)->about.unit;
    int64_t limit = b->check->config->rules[found->rule].limit;
    char of_limit[CA_UNIT_TEXT];
    ca_unit_format(unit, found->value, with_unit, text);
    if (!unit || limit == CAPALIGN_TIME_NONE || found->value == limit)
        return;
    ca_unit_format(unit, limit, with_unit, of_limit);
    if (strcmp(text, of_limit) == 0)
        ca_unit_format_exact(unit, found->value, with_unit, text);
}

static void add_part(const builder *b, const ca_found *found, char what, ca_strbuf *out)
{
    const ca_rule *rule = ca_rule_at(found->rule);
    int64_t limit = b->check->config->rules[found->rule].limit;
    char text[CA_UNIT_TEXT];
    if (what == 't') {
        add_quoted(b->check, found, out);
        return;
    }
    if (what == 'e') {
        ca_strbuf_add_text(out, found->note ? b->check->notes.data + found->note : "");
        return;
    }
    if (what == 'w') {
        char word[sizeof found->value + 1] = "";
        memcpy(word, &found->value, sizeof found->value);
        ca_strbuf_add_text(out, word);
        return;
    }
    bool with_unit = what == 'v' || what == 'l';
    if (what == 'l' || what == 'm')
        ca_unit_format(rule->about.unit, limit, with_unit, text);
    else
        format_value(b, found, with_unit, text);
    ca_strbuf_add_text(out, text);
}

/* The rule's sentence with its %v, %n, %l, %m, %t and %e filled in. */
static const char *make_message(builder *b, const ca_found *found)
{
    ca_strbuf_clear(&b->text);
    for (const char *at = ca_rule_at(found->rule)->message; *at; at++) {
        if (*at == '%' && at[1] && strchr("vnlmtwe", at[1]))
            add_part(b, found, *++at, &b->text);
        else
            ca_strbuf_add(&b->text, at, 1);
    }
    return b->text.failed ? NULL : ca_arena_copy(&b->result->arena, ca_strbuf_view(&b->text));
}

static const char *make_value(builder *b, const ca_found *found)
{
    char text[CA_UNIT_TEXT];
    format_value(b, found, true, text);
    return ca_arena_copy(&b->result->arena, ca_str_of(text));
}

static const char *make_limit(builder *b, const ca_found *found)
{
    char text[CA_UNIT_TEXT];
    ca_unit_format(ca_rule_at(found->rule)->about.unit, b->check->config->rules[found->rule].limit,
                   true, text);
    return ca_arena_copy(&b->result->arena, ca_str_of(text));
}

/* ---- places ---- */

static bool show_line(builder *b, shown_line *shown, size_t line)
{
    if (line == shown->line && shown->text)
        return true;
    size_t from, to;
    ca_line_range(&b->check->lines, line, &from, &to);
    size_t size = to - from < MAX_SHOWN_LINE ? to - from : MAX_SHOWN_LINE;
    if (size < to - from)
        size = ca_utf8_valid_prefix(b->check->text.data + from, size);
    ca_str text = {b->check->text.data + from, size};
    *shown = (shown_line){line, ca_arena_copy(&b->result->arena, text), size};
    return shown->text != NULL;
}

/* Most findings begin and end in one line, which is copied once. */
static bool show_lines(builder *b, capalign_check_finding *out)
{
    shown_line *begin = &b->shown[0], *end = begin;
    if (!show_line(b, begin, out->finding.line))
        return false;
    if (out->end_line != out->finding.line && !show_line(b, end = &b->shown[1], out->end_line))
        return false;
    out->source_line = begin->text;
    out->source_line_bytes = begin->bytes;
    out->end_source_line = end->text;
    out->end_source_line_bytes = end->bytes;
    return true;
}

static bool set_place(builder *b, const ca_found *found, capalign_check_finding *out)
{
    const ca_lines *lines = &b->check->lines;
    out->from = found->from;
    out->to = found->to;
    out->finding.line = ca_line_of(lines, found->from);
    out->finding.column = ca_line_column(lines, &b->cursors[0], out->finding.line, found->from);
    out->end_line = found->to > found->from ? ca_line_of(lines, found->to) : out->finding.line;
    out->end_column = ca_line_column(lines, &b->cursors[1], out->end_line, found->to);
    out->finding.cue = found->cue == CA_CHECK_NO_CUE ? SIZE_MAX : found->cue;
    out->start_us = found->cue == CA_CHECK_NO_CUE ? CAPALIGN_TIME_NONE
                                                  : b->check->track->cues[found->cue].cue.start_us;
    return show_lines(b, out);
}

/* ---- fingerprints ---- */

/* What a finding is about, so that it stays the same when lines move: the cue's text, or the
 * line's. Both may be long and have many findings, so their hash is kept for the next one. */
static uint64_t hash_about(builder *b, const ca_found *found)
{
    size_t line = ca_line_of(&b->check->lines, found->from), from, to;
    ca_str about;
    bool of_cue = found->cue != CA_CHECK_NO_CUE;
    if (of_cue ? b->hashed_cue == found->cue : b->hashed_line == line)
        return b->about;
    if (of_cue) {
        const capalign_cue *cue = &b->check->track->cues[found->cue].cue;
        about = (ca_str){cue->text, cue->text_bytes};
    } else {
        ca_line_range(&b->check->lines, line, &from, &to);
        about = ca_str_trim((ca_str){b->check->text.data + from, to - from});
    }
    b->hashed_cue = found->cue;
    b->hashed_line = of_cue ? 0 : line;
    b->about = ca_hash(about);
    return b->about;
}

static uint64_t hash_of(builder *b, const ca_found *found)
{
    uint64_t code = ca_hash(ca_str_of(ca_rule_at(found->rule)->about.code));
    return (hash_about(b, found) ^ code) * UINT64_C(0x9E3779B97F4A7C15) ^ code >> 7;
}

static void make_fingerprint(builder *b, const ca_found *found, char out[33])
{
    uint64_t hash = hash_of(b, found);
    uint64_t number = count_hash(&b->equals, hash);
    uint64_t second = (hash ^ number) * UINT64_C(0xBF58476D1CE4E5B9);
    second = (second ^ second >> 31) * UINT64_C(0x94D049BB133111EB);
    snprintf(out, 33, "%016llx%016llx", (unsigned long long)hash,
             (unsigned long long)(second ^ second >> 29));
}

/* ---- findings ---- */

static bool is_short(const builder *b, const ca_found *found)
{
    return found->cue == CA_CHECK_NO_CUE ||
           b->check->track->cues[found->cue].cue.text_bytes <= MAX_FIXED_TEXT;
}

/* Whether it can be mended, and the edit that a report can suggest: a fix that is one edit. */
static bool set_fix(builder *b, const ca_found *found, capalign_check_finding *out)
{
    if (!is_short(b, found)) /* to try each finding's fix takes too long; --fix tries it once */
        return true;
    ca_edits edits = {0};
    out->finding.fix = ca_fix_offer(b->check, found, b->fix_of_encoding, &edits);
    bool made = !edits.no_memory;
    if (made && out->finding.fix != CAPALIGN_FIX_NONE && edits.count == 1) {
        const ca_edit *edit = &edits.items[0];
        ca_str text = {edits.text.data + edit->text_from, edit->text_to - edit->text_from};
        out->replacement = ca_arena_copy(&b->result->arena, text.size ? text : (ca_str){"", 0});
        out->replaced_from = edit->from;
        out->replaced_to = edit->to;
        made = out->replacement != NULL;
    }
    ca_edits_free(&edits);
    return made;
}

static bool fill_finding(builder *b, const ca_found *found, capalign_check_finding *out)
{
    const capalign_rule *rule = &ca_rule_at(found->rule)->about;
    out->finding = (capalign_finding){
        .code = rule->code,
        .message = make_message(b, found),
        .severity = b->check->config->rules[found->rule].severity,
        .fix = CAPALIGN_FIX_NONE,
    };
    if (rule->unit) {
        out->value = make_value(b, found);
        out->limit = make_limit(b, found);
    }
    return out->finding.message && (!rule->unit || (out->value && out->limit)) &&
           set_place(b, found, out) && set_fix(b, found, out);
}

static bool add_finding(builder *b, const ca_found *found)
{
    size_t max =
        b->options && b->options->max_findings ? b->options->max_findings : DEFAULT_MAX_FINDINGS;
    const capalign_baseline *baseline = b->options ? b->options->baseline : NULL;
    if (b->count >= max && !baseline) {
        b->result->public.omitted++;
        return true;
    }
    capalign_check_finding finding = {0};
    make_fingerprint(b, found, finding.fingerprint);
    if (baseline && capalign_baseline_has(baseline, b->result->public.path, b->options->root,
                                          finding.fingerprint)) {
        b->result->public.baseline_count++;
        b->result->public.counts[b->check->config->rules[found->rule].severity]--;
        return true;
    }
    if (b->count >= max) {
        b->result->public.omitted++;
        return true;
    }
    capalign_check_finding *grown = ca_grow(b->findings, &b->capacity, b->count + 1, sizeof *grown);
    if (!grown)
        return false;
    b->findings = grown;
    if (!fill_finding(b, found, &finding))
        return false;
    grown[b->count++] = finding;
    return true;
}

static bool add_findings(builder *b)
{
    const ca_check *check = b->check;
    capalign_check_result *out = &b->result->public;
    for (size_t i = 0; i < 3; i++)
        out->counts[i] = check->counts[i];
    out->omitted = check->counts[0] + check->counts[1] + check->counts[2] - check->found_count;
    b->fix_of_encoding = ca_fix_of_encoding(b->check);
    if (!make_counts(&b->equals, check->found_count))
        return false;
    for (size_t i = 0; i < check->found_count; i++)
        if (!add_finding(b, &check->found[i]))
            return false;
    return true;
}

static ca_check_result *result_new(const char *path)
{
    ca_check_result *result = calloc(1, sizeof *result);
    if (!result)
        return NULL;
    result->public.path = ca_arena_copy(&result->arena, ca_str_of(path));
    if (result->public.path)
        return result;
    free(result);
    return NULL;
}

static bool set_medium(builder *b)
{
    const ca_check *check = b->check;
    capalign_check_result *result = &b->result->public;
    if (check->medium)
        result->medium = ca_arena_copy(&b->result->arena, ca_str_of(check->medium));
    if (check->medium && !result->medium)
        return false;
    if (!check->medium_error)
        return true;
    capalign_error *copy = ca_arena_alloc(&b->result->arena, sizeof *copy);
    if (copy)
        *copy = *check->medium_error;
    result->medium_error = copy;
    return copy != NULL;
}

capalign_code ca_check_result_make(ca_check *check, const capalign_check_options *options,
                                   capalign_check_result **out, capalign_error *error)
{
    builder b = {
        .check = check,
        .options = options,
        .result = result_new(check->path),
        .hashed_cue = CA_CHECK_NO_CUE,
    };
    bool made = b.result && set_medium(&b) && add_findings(&b);
    if (made) {
        capalign_check_result *result = &b.result->public;
        result->format = check->track->format->name;
        result->encoding = ca_arena_copy(&b.result->arena, ca_str_of(check->track->encoding));
        result->cue_count = check->track->cue_count;
        result->findings = b.findings;
        result->finding_count = b.count;
        made = result->encoding != NULL;
        *out = result;
    } else {
        free(b.findings);
    }
    if (!made && b.result)
        capalign_check_result_destroy(&b.result->public);
    free(b.equals.hashes);
    free(b.equals.counts);
    ca_strbuf_free(&b.text);
    return made ? CAPALIGN_OK : ca_fail_memory(error);
}

capalign_code ca_check_result_of_error(const char *path, const capalign_error *failed,
                                       capalign_check_result **out, capalign_error *error)
{
    ca_check_result *result = result_new(path);
    capalign_error *copy = result ? ca_arena_alloc(&result->arena, sizeof *copy) : NULL;
    if (!copy) {
        capalign_check_result_destroy(result ? &result->public : NULL);
        return ca_fail_memory(error);
    }
    *copy = *failed;
    result->public.error = copy;
    *out = &result->public;
    return CAPALIGN_OK;
}

void capalign_check_result_destroy(capalign_check_result *public)
{
    if (!public)
        return;
    ca_check_result *result = (ca_check_result *)public; /* its first member */
    free((void *)(uintptr_t) public->findings);
    ca_arena_free(&result->arena);
    free(result);
}
