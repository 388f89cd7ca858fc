/* The list of rules: families in the order in which `capalign check --rules` shows them. */
#include "check/rules.h"

#include <string.h>

/* Up to which kind of file a family judges: metadata may have any text, chapters have cue text. */
static const struct {
    const ca_rule *rules;
    const size_t *count;
    ca_track_kind up_to;
} families[] = {
    {ca_rules_srt, &ca_rules_srt_count, CA_TRACK_CAPTIONS},
    {ca_rules_webvtt, &ca_rules_webvtt_count, CA_TRACK_METADATA},
    {ca_rules_timing, &ca_rules_timing_count, CA_TRACK_CAPTIONS},
    {ca_rules_reading, &ca_rules_reading_count, CA_TRACK_CAPTIONS},
    {ca_rules_webvtt_lines, &ca_rules_webvtt_lines_count, CA_TRACK_METADATA},
    {ca_rules_webvtt_payload, &ca_rules_webvtt_payload_count, CA_TRACK_CHAPTERS},
    {ca_rules_text, &ca_rules_text_count, CA_TRACK_CAPTIONS},
    {ca_rules_style, &ca_rules_style_count, CA_TRACK_CAPTIONS},
    {ca_rules_quotes, &ca_rules_quotes_count, CA_TRACK_CAPTIONS},
    {ca_rules_characters, &ca_rules_characters_count, CA_TRACK_CAPTIONS},
    {ca_rules_breaks, &ca_rules_breaks_count, CA_TRACK_CAPTIONS},
    {ca_rules_media, &ca_rules_media_count, CA_TRACK_CAPTIONS},
    {ca_rules_file, &ca_rules_file_count, CA_TRACK_CAPTIONS},
};

enum { FAMILY_COUNT = sizeof families / sizeof families[0] };

size_t capalign_rule_count(void)
{
    size_t count = 0;
    for (size_t i = 0; i < FAMILY_COUNT; i++)
        count += *families[i].count;
    return count;
}

const ca_rule *ca_rule_at(size_t index)
{
    for (size_t i = 0; i < FAMILY_COUNT; i++) {
        if (index < *families[i].count)
            return &families[i].rules[index];
        index -= *families[i].count;
    }
    return NULL;
}

size_t ca_rule_index_of(const ca_rule *rule)
{
    size_t before = 0;
    for (size_t i = 0; i < FAMILY_COUNT; i++) {
        if (rule >= families[i].rules && rule < families[i].rules + *families[i].count)
            return before + (size_t)(rule - families[i].rules);
        before += *families[i].count;
    }
    return SIZE_MAX;
}

/* Rules of syntax in families that are not. */
static bool is_syntax(const char *code)
{
    static const char *const codes[] = {"cue-order", "suppression-unknown", "mixed-encodings"};
    for (size_t i = 0; i < sizeof codes / sizeof codes[0]; i++)
        if (strcmp(code, codes[i]) == 0)
            return true;
    return false;
}

bool ca_rule_judges(const ca_rule *rule, ca_track_kind kind)
{
    for (size_t i = 0; i < FAMILY_COUNT; i++)
        if (rule >= families[i].rules && rule < families[i].rules + *families[i].count)
            return kind <= families[i].up_to || is_syntax(rule->about.code);
    return false;
}

size_t ca_rule_index(const char *code)
{
    size_t before = 0;
    for (size_t i = 0; i < FAMILY_COUNT; i++) {
        for (size_t k = 0; k < *families[i].count; k++)
            if (strcmp(families[i].rules[k].about.code, code) == 0)
                return before + k;
        before += *families[i].count;
    }
    return SIZE_MAX;
}

const capalign_rule *capalign_rule_at(size_t index)
{
    const ca_rule *rule = ca_rule_at(index);
    return rule ? &rule->about : NULL;
}

const capalign_rule *capalign_rule_named(const char *code)
{
    return capalign_rule_at(ca_rule_index(code));
}
