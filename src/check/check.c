#include "check/check.h"

#include <stdlib.h>

#include "caption/formats.h"
#include "caption/srt.h"
#include "check/config.h"
#include "check/kind.h"
#include "check/rules.h"
#include "check/rules/style.h"
#include "check/suppress.h"

/* Records beyond this are counted only: a file cannot make more memory than 32 bytes times it. */
enum { MAX_RECORDS = 4000000 };

bool ca_check_applies(const ca_check *check, const ca_rule *rule)
{
    const ca_rule_config *config = &check->config->rules[ca_rule_index_of(rule)];
    return config->enabled && (!rule->about.unit || config->limit != CAPALIGN_TIME_NONE) &&
           ca_str_in_list(ca_str_of(check->track->format->name), rule->about.formats) &&
           (check->kind == CA_TRACK_CAPTIONS || ca_rule_judges(rule, check->kind));
}

int64_t ca_check_limit(const ca_check *check, const ca_rule *rule)
{
    return check->config->rules[ca_rule_index_of(rule)].limit;
}

static void tell(ca_check *check, size_t rule, size_t from, size_t to, size_t cue, int64_t value,
                 uint32_t note)
{
    const ca_rule_config *config = &check->config->rules[rule];
    if (!config->enabled || ca_check_is_suppressed(check, rule, from))
        return;
    check->counts[config->severity]++;
    if (check->found_count >= MAX_RECORDS)
        return;
    ca_found *grown =
        ca_grow(check->found, &check->found_capacity, check->found_count + 1, sizeof *grown);
    if (!grown) {
        check->no_memory = true;
        return;
    }
    check->found = grown;
    grown[check->found_count++] =
        (ca_found){(uint32_t)rule, cue < CA_CHECK_NO_CUE ? (uint32_t)cue : CA_CHECK_NO_CUE,
                   (uint32_t)from, (uint32_t)to,
                   value,          note};
}

void ca_check_tell(ca_check *check, const ca_rule *rule, size_t from, size_t to, size_t cue,
                   int64_t value)
{
    tell(check, ca_rule_index_of(rule), from, to, cue, value, 0);
}

void ca_check_tell_code(ca_check *check, const char *code, size_t from, size_t to, size_t cue,
                        int64_t value)
{
    ca_check_tell_note(check, code, from, to, cue, value, NULL);
}

/* Where the note begins; the first byte is nobody's, since 0 means none. */
static uint32_t keep_note(ca_check *check, const char *note)
{
    if (!note)
        return 0;
    if (!check->notes.size)
        ca_strbuf_add(&check->notes, "", 1);
    size_t at = check->notes.size;
    ca_strbuf_add(&check->notes, note, strlen(note) + 1);
    check->no_memory |= check->notes.failed;
    return (uint32_t)at;
}

void ca_check_tell_note(ca_check *check, const char *code, size_t from, size_t to, size_t cue,
                        int64_t value, const char *note)
{
    size_t index = ca_rule_index(code);
    if (index != SIZE_MAX && ca_check_applies(check, ca_rule_at(index)))
        tell(check, index, from, to, cue, value, keep_note(check, note));
}

/* ---- what the reader found ---- */

/* The places that were looked up last: a line of a GiB may be one word with a finding at each
 * byte. */
typedef struct last_place {
    ca_line_cursor cursor;
    size_t from; /* no white space stands in [from, word_to) */
    size_t word_to;
} last_place;

/* The first white space at or after `from`, `to` at most. */
static size_t end_of_word(const ca_check *check, last_place *last, size_t from, size_t to)
{
    if (from < last->from || from >= last->word_to) {
        size_t at = from, known = from < last->from && last->from <= to ? last->from : to;
        while (at < known && !ca_is_ascii_space(check->text.data[at]))
            at++;
        last->word_to = at == last->from && at < last->word_to ? last->word_to : at;
        last->from = from;
    }
    return last->word_to;
}

/* A column begins a word or a character; no column means the line. */
static size_t end_of_place(const ca_check *check, const capalign_finding *finding, last_place *last,
                           size_t from)
{
    size_t line_from, to;
    ca_line_range(&check->lines, finding->line, &line_from, &to);
    if (!finding->line)
        return from;
    if (!finding->column)
        return to;
    size_t at = end_of_word(check, last, from, to);
    uint32_t character;
    if (at == from && from < to)
        at += ca_utf8_decode(check->text.data + from, to - from, &character);
    return at;
}

/* Codes are the reader's few static strings: those that were looked up are kept by their address.
 */
typedef struct known_code {
    const char *code;
    size_t rule;
} known_code;

static size_t rule_of(known_code known[], size_t size, const char *code)
{
    known_code *at = &known[((uintptr_t)code >> 3) % size];
    if (at->code != code)
        *at = (known_code){code, ca_rule_index(code)};
    return at->rule;
}

static void tell_reader_findings(ca_check *check)
{
    known_code known[61] = {{0}};
    last_place last = {0};
    for (size_t i = 0; i < check->track->finding_count; i++) {
        const capalign_finding *finding = &check->track->findings[i];
        size_t rule = rule_of(known, sizeof known / sizeof known[0], finding->code);
        if (rule == SIZE_MAX)
            continue;
        size_t from = finding->line
                          ? ca_line_at(&check->lines, &last.cursor, finding->line, finding->column)
                          : 0;
        tell(check, rule, from, end_of_place(check, finding, &last, from), finding->cue, 0, 0);
    }
}

/* ---- rules ---- */

static bool run_cue_rules(ca_check *check, const ca_rule *const *rules, size_t count)
{
    for (size_t i = 0; i < check->track->cue_count; i++) {
        ca_check_cue cue;
        if (!ca_check_read_cue(check, i, &cue))
            return false;
        for (size_t k = 0; k < count; k++)
            rules[k]->cue(check, rules[k], &cue);
    }
    return true;
}

/* Rules that share a function share its run. */
static void add_cue_rule(const ca_rule **rules, size_t *count, const ca_rule *rule)
{
    for (size_t i = 0; i < *count; i++)
        if (rules[i]->cue == rule->cue)
            return;
    rules[(*count)++] = rule;
}

static void run_file_rules(ca_check *check, const ca_rule **done)
{
    size_t count = 0;
    for (size_t i = 0; i < capalign_rule_count(); i++) {
        const ca_rule *rule = ca_rule_at(i);
        bool first = rule->file && ca_check_applies(check, rule);
        for (size_t k = 0; first && k < count; k++)
            first = done[k]->file != rule->file;
        if (!first)
            continue;
        done[count++] = rule;
        rule->file(check, rule);
    }
}

static bool run_rules(ca_check *check)
{
    size_t total = capalign_rule_count(), count = 0;
    const ca_rule **rules = calloc(total, sizeof *rules);
    if (!rules)
        return false;
    for (size_t i = 0; i < total; i++)
        if (ca_rule_at(i)->cue && ca_check_applies(check, ca_rule_at(i)))
            add_cue_rule(rules, &count, ca_rule_at(i));
    bool run = !count || run_cue_rules(check, rules, count);
    if (run)
        run_file_rules(check, rules);
    free(rules);
    return run;
}

/* By place, then by rule: the same order however they were found. */
static int compare_found(const void *a, const void *b)
{
    const ca_found *x = a, *y = b;
    if (x->from != y->from)
        return x->from < y->from ? -1 : 1;
    if (x->rule != y->rule)
        return x->rule < y->rule ? -1 : 1;
    return x->to < y->to ? -1 : x->to > y->to;
}

static bool is_sorted(const ca_check *check)
{
    for (size_t i = 1; i < check->found_count; i++)
        if (compare_found(&check->found[i - 1], &check->found[i]) > 0)
            return false;
    return true;
}

bool ca_check_run(ca_check *check, const char *path, const capalign_track *track,
                  const capalign_check_config *config)
{
    *check = (ca_check){
        .path = path,
        .track = track,
        .config = config,
        .text = {track->source, track->source_bytes},
        .srt = track->format == &ca_format_srt,
        .webvtt = track->format == &ca_format_webvtt,
    };
    bool doubled = check->srt && ca_srt_is_doubled(check->text);
    if (!ca_lines_make(&check->lines, check->text, doubled) || !ca_check_read_suppressions(check))
        return false;
    check->kind = ca_track_kind_of(check);
    tell_reader_findings(check);
    if (!run_rules(check) || check->no_memory)
        return false;
    ca_check_sort(check);
    return true;
}

void ca_check_sort(ca_check *check)
{
    if (!is_sorted(check))
        qsort(check->found, check->found_count, sizeof *check->found, compare_found);
}

void ca_check_free(ca_check *check)
{
    ca_lines_free(&check->lines);
    ca_check_free_suppressions(check);
    ca_style_free(check);
    ca_strbuf_free(&check->scratch);
    ca_strbuf_free(&check->notes);
    free(check->cue_lines);
    free(check->found);
}
