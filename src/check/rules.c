/* The list of rules: families in the order in which `capalign check --rules` shows them. */
#include "check/rules.h"

#include <string.h>

static const struct {
    const ca_rule *rules;
    const size_t *count;
} families[] = {
    {ca_rules_srt, &ca_rules_srt_count},
    {ca_rules_webvtt, &ca_rules_webvtt_count},
    {ca_rules_timing, &ca_rules_timing_count},
    {ca_rules_reading, &ca_rules_reading_count},
    {ca_rules_webvtt_lines, &ca_rules_webvtt_lines_count},
    {ca_rules_webvtt_payload, &ca_rules_webvtt_payload_count},
    {ca_rules_text, &ca_rules_text_count},
    {ca_rules_style, &ca_rules_style_count},
    {ca_rules_quotes, &ca_rules_quotes_count},
    {ca_rules_characters, &ca_rules_characters_count},
    {ca_rules_breaks, &ca_rules_breaks_count},
    {ca_rules_media, &ca_rules_media_count},
    {ca_rules_file, &ca_rules_file_count},
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
