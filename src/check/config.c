#include "check/config.h"

#include <stdlib.h>
#include <string.h>

#include <capalign/near.h>

#include "base/error.h"
#include "check/guess.h"
#include "check/rules.h"

enum { FRAME_RATE_MILLI = 24000 };

static void set_limit(ca_rule_config *rule, int64_t value, bool frames, bool own)
{
    rule->frames = frames ? value : 0;
    rule->limit = value;
    rule->own = own;
}

/* Thresholds in frames become times at the configuration's frame rate. */
static void apply_frame_rate(capalign_check_config *config)
{
    for (size_t i = 0; i < config->rule_count; i++)
        if (config->rules[i].frames)
            config->rules[i].limit =
                config->rules[i].frames * INT64_C(1000000000) / config->frame_rate_milli;
}

/* A style that counts words does not count characters too. */
static bool counts_words_only(const char *profile)
{
    return ca_profile_value(profile, "max-reading-speed-wpm") &&
           !ca_profile_value(profile, "max-reading-speed");
}

/* What it gives itself, over what is there. */
static void apply_values(capalign_check_config *config, const char *profile)
{
    if (counts_words_only(profile))
        set_limit(&config->rules[ca_rule_index("max-reading-speed")], CAPALIGN_TIME_NONE, false,
                  false);
    for (size_t i = 0; i < config->rule_count; i++) {
        const capalign_profile_value *value = ca_profile_value(profile, ca_rule_at(i)->about.code);
        if (value)
            set_limit(&config->rules[i], value->value, value->frames, false);
    }
}

/* The default, then the base, then the profile. Rules that none of them gives a threshold have none
 * until one is set. */
static void apply_profile(capalign_check_config *config, const char *profile)
{
    const char *base = ca_profile_base(profile);
    for (size_t i = 0; i < config->rule_count; i++) {
        const capalign_profile_value *value =
            ca_profile_value("default", ca_rule_at(i)->about.code);
        if (!config->rules[i].own)
            set_limit(&config->rules[i], value ? value->value : CAPALIGN_TIME_NONE,
                      value && value->frames, false);
    }
    if (base)
        apply_values(config, base);
    apply_values(config, profile);
    apply_frame_rate(config);
}

capalign_code capalign_check_config_create(capalign_check_config **out, capalign_error *error)
{
    size_t count = capalign_rule_count();
    capalign_check_config *config = calloc(1, sizeof *config + count * sizeof config->rules[0]);
    if (config)
        config->guesser = ca_guesser_create();
    if (!config || !config->guesser) {
        free(config);
        return ca_fail_memory(error);
    }
    config->rule_count = count;
    config->frame_rate_milli = FRAME_RATE_MILLI;
    for (size_t i = 0; i < count; i++) {
        const capalign_rule *rule = &ca_rule_at(i)->about;
        config->rules[i] = (ca_rule_config){
            .enabled = rule->enabled, .severity = rule->severity, .limit = CAPALIGN_TIME_NONE};
    }
    apply_profile(config, "default");
    *out = config;
    return CAPALIGN_OK;
}

void capalign_check_config_destroy(capalign_check_config *config)
{
    if (config)
        ca_guesser_destroy(config->guesser);
    free(config);
}

capalign_code capalign_check_config_copy(const capalign_check_config *config,
                                         capalign_check_config **out, capalign_error *error)
{
    size_t size = sizeof *config + config->rule_count * sizeof config->rules[0];
    capalign_check_config *copy = malloc(size);
    ca_guesser *guesser = copy ? ca_guesser_create() : NULL;
    if (!guesser) {
        free(copy);
        return ca_fail_memory(error);
    }
    memcpy(copy, config, size);
    copy->guesser = guesser;
    *out = copy;
    return CAPALIGN_OK;
}

static capalign_code fail_profile(const char *profile, capalign_error *error)
{
    capalign_near near = capalign_near_begin(profile);
    for (size_t i = 0; i < capalign_profile_count(); i++)
        capalign_near_offer(&near, capalign_profile_name(i));
    if (near.best)
        return ca_fail(error, CAPALIGN_E_ARGUMENT,
                       "there is no profile \"%s\"; did you mean \"%s\"?", profile, near.best);
    return ca_fail(error, CAPALIGN_E_ARGUMENT,
                   "there is no profile \"%s\"; `capalign check --rules` lists them", profile);
}

capalign_code capalign_check_config_profile(capalign_check_config *config, const char *profile,
                                            capalign_error *error)
{
    if (!ca_profile_exists(profile))
        return fail_profile(profile, error);
    apply_profile(config, profile);
    return CAPALIGN_OK;
}

/* Short names of thresholds that captioners use. */
static const char *full_name(const char *code)
{
    static const char *const names[][2] = {
        {"max-cps", "max-reading-speed"},
        {"max-wpm", "max-reading-speed-wpm"},
        {"max-cpl", "max-chars-per-line"},
    };
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
        if (strcmp(code, names[i][0]) == 0)
            return names[i][1];
    return code;
}

static capalign_code fail_rule(const char *code, capalign_error *error)
{
    capalign_near near = capalign_near_begin(code);
    for (size_t i = 0; i < capalign_rule_count(); i++)
        capalign_near_offer(&near, ca_rule_at(i)->about.code);
    if (near.best)
        return ca_fail(error, CAPALIGN_E_ARGUMENT, "there is no rule \"%s\"; did you mean \"%s\"?",
                       code, near.best);
    return ca_fail(error, CAPALIGN_E_ARGUMENT,
                   "there is no rule \"%s\"; `capalign check --rules` lists them", code);
}

static capalign_code find_rule(const char *code, size_t *index, capalign_error *error)
{
    *index = ca_rule_index(full_name(code));
    return *index != SIZE_MAX ? CAPALIGN_OK : fail_rule(code, error);
}

static capalign_code set_frame_rate(capalign_check_config *config, const char *value,
                                    capalign_error *error)
{
    enum { MAX_RATE_MILLI = 1000000 };
    int64_t rate;
    bool frames;
    if (!ca_unit_parse("cps", value, &rate, &frames) || !rate || rate > MAX_RATE_MILLI)
        return ca_fail(error, CAPALIGN_E_ARGUMENT,
                       "\"%s\" is no frame rate; write frames a second, such as 25 or 23.976",
                       value);
    config->frame_rate_milli = rate;
    apply_frame_rate(config);
    return CAPALIGN_OK;
}

static capalign_code set_count(capalign_check_config *config, const char *value,
                               capalign_error *error)
{
    config->count_graphemes = strcmp(value, "graphemes") == 0;
    if (config->count_graphemes || strcmp(value, "columns") == 0)
        return CAPALIGN_OK;
    return ca_fail(error, CAPALIGN_E_ARGUMENT,
                   "\"%s\" cannot be counted; write columns or graphemes", value);
}

capalign_code capalign_check_config_set(capalign_check_config *config, const char *code,
                                        const char *value, capalign_error *error)
{
    if (strcmp(code, "frame-rate") == 0)
        return set_frame_rate(config, value, error);
    if (strcmp(code, "count") == 0)
        return set_count(config, value, error);
    size_t index;
    if (find_rule(code, &index, error) != CAPALIGN_OK)
        return CAPALIGN_E_ARGUMENT;
    const char *unit = ca_rule_at(index)->about.unit;
    if (!unit)
        return ca_fail(error, CAPALIGN_E_ARGUMENT,
                       "the rule \"%s\" has no threshold; enable or disable it", code);
    int64_t number;
    bool frames;
    if (!ca_unit_parse(unit, value, &number, &frames))
        return ca_fail(error, CAPALIGN_E_ARGUMENT,
                       strcmp(unit, "us") == 0
                           ? "\"%s\" is no time; write it with its unit, such as 800ms, 1.5s or 2f"
                           : "\"%s\" is no number",
                       value);
    set_limit(&config->rules[index], number, frames, true);
    config->rules[index].enabled = true;
    apply_frame_rate(config);
    return CAPALIGN_OK;
}

capalign_code capalign_check_config_enable(capalign_check_config *config, const char *code,
                                           bool enabled, capalign_error *error)
{
    if (strcmp(code, "all") == 0) {
        for (size_t i = 0; i < config->rule_count; i++)
            config->rules[i].enabled = enabled;
        return CAPALIGN_OK;
    }
    size_t index;
    capalign_code found = find_rule(code, &index, error);
    if (found != CAPALIGN_OK)
        return found;
    if (enabled && ca_rule_at(index)->about.unit &&
        config->rules[index].limit == CAPALIGN_TIME_NONE)
        return ca_fail(
            error, CAPALIGN_E_ARGUMENT,
            "the rule \"%s\" needs a threshold; set one, or choose a profile that has it", code);
    config->rules[index].enabled = enabled;
    return CAPALIGN_OK;
}

capalign_code capalign_check_config_severity(capalign_check_config *config, const char *code,
                                             capalign_severity severity, capalign_error *error)
{
    size_t index;
    capalign_code found = find_rule(code, &index, error);
    if (found == CAPALIGN_OK)
        config->rules[index].severity = severity;
    return found;
}

bool capalign_check_config_rule(const capalign_check_config *config, const char *code,
                                capalign_rule_setting *setting)
{
    size_t index = ca_rule_index(full_name(code));
    if (index == SIZE_MAX)
        return false;
    const ca_rule_config *rule = &config->rules[index];
    setting->enabled =
        rule->enabled && (!ca_rule_at(index)->about.unit || rule->limit != CAPALIGN_TIME_NONE);
    setting->severity = rule->severity;
    setting->limit = rule->limit;
    *setting->limit_text = '\0';
    if (rule->limit != CAPALIGN_TIME_NONE)
        ca_unit_format(ca_rule_at(index)->about.unit, rule->limit, true, setting->limit_text);
    return true;
}
