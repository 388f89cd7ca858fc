/* --rules and --explain: what is checked, and why. */
#include <stdio.h>
#include <string.h>

#include "check.h"
#include "json.h"
#include "report.h"
#include "table.h"
#include "term.h"
#include "text.h"

#include <unistd.h>

/* The configuration of a profile, or NULL without memory. */
static capalign_check_config *config_of(const char *profile)
{
    capalign_check_config *config = NULL;
    capalign_error error;
    if (capalign_check_config_create(&config, &error) != CAPALIGN_OK)
        return NULL;
    if (capalign_check_config_profile(config, profile, &error) == CAPALIGN_OK)
        return config;
    capalign_check_config_destroy(config);
    return NULL;
}

static json_t *value_json(const capalign_profile_value *value)
{
    return json_pack("{s:s, s:I, s:b, s:s, s:b}", "profile", value->profile, "value",
                     (json_int_t)value->value, "frames", value->frames, "source", value->source,
                     "second_hand", value->second_hand);
}

static json_t *values_json(const char *code)
{
    json_t *list = json_array();
    for (size_t i = 0; i < capalign_profile_value_count(); i++)
        if (strcmp(capalign_profile_value_at(i)->rule, code) == 0)
            json_array_append_new(list, value_json(capalign_profile_value_at(i)));
    return list;
}

static json_t *rule_json(const capalign_rule *rule)
{
    return json_pack("{s:s, s:s, s:s, s:s, s:s, s:s, s:b, s:s?, s:s, s:s, s:o}", "code", rule->code,
                     "title", rule->title, "why", rule->why, "formats", rule->formats, "severity",
                     capalign_severity_name(rule->severity), "fix", capalign_fix_name(rule->fix),
                     "enabled", rule->enabled, "unit", rule->unit, "bad", rule->bad, "good",
                     rule->good, "values", values_json(rule->code));
}

static json_t *rule_item(const void *object, size_t index)
{
    (void)object;
    return rule_json(capalign_rule_at(index));
}

/* The threshold of the profile that was asked for, or of the default. */
static void add_row(cli_table *table, const capalign_check_config *config,
                    const capalign_rule *rule)
{
    capalign_rule_setting setting;
    if (!capalign_check_config_rule(config, rule->code, &setting))
        return;
    const char *const cells[] = {
        rule->code,
        setting.enabled ? capalign_severity_name(setting.severity) : "off",
        rule->fix == CAPALIGN_FIX_NONE ? "" : capalign_fix_name(rule->fix),
        rule->formats,
        setting.limit_text,
        rule->title,
    };
    cli_table_add(table, cells);
}

static void print_profiles(void)
{
    puts("\nProfiles:");
    for (size_t i = 0; i < capalign_profile_count(); i++) {
        const char *base = capalign_profile_base(i);
        bool other = base && strcmp(base, "default") != 0;
        printf("  %-18s%s%s%s\n", capalign_profile_name(i), capalign_profile_note(i),
               other ? "; the rest is that of " : "", other ? base : "");
    }
}

static json_t *profile_item(const void *object, size_t index)
{
    (void)object;
    return json_pack("{s:s, s:s, s:s?}", "name", capalign_profile_name(index), "note",
                     capalign_profile_note(index), "base", capalign_profile_base(index));
}

int check_print_rules(const cli_session *cli)
{
    if (cli->json)
        return cli_json_print(
            json_pack("{s:o, s:o}", "rules", cli_json_list(capalign_rule_count(), rule_item, NULL),
                      "profiles", cli_json_list(capalign_profile_count(), profile_item, NULL)));
    static const cli_column columns[] = {
        {.head = "RULE"},  {.head = "SEVERITY"}, {.head = "FIX"},
        {.head = "FILES"}, {.head = "LIMIT"},    {.head = "WHAT IT FINDS", .shrinks = true},
    };
    const char *profile = cli_value(cli, CHECK_PROFILE);
    capalign_check_config *config = config_of(profile ? profile : "default");
    cli_table table = cli_table_begin(columns, CLI_COUNT(columns));
    for (size_t i = 0; config && i < capalign_rule_count(); i++)
        add_row(&table, config, capalign_rule_at(i));
    capalign_check_config_destroy(config);
    if (!cli_table_end(&table, stdout, cli_term_width(STDOUT_FILENO), cli->color_out) || !config)
        return CLI_EXIT_MISSING;
    print_profiles();
    return CLI_EXIT_SURE;
}

static void print_example(const char *head, const char *text)
{
    if (!*text)
        return;
    printf("\n%s:\n    ", head);
    for (; *text; text++)
        if (*text == '\n')
            fputs("\n    ", stdout);
        else
            putchar(*text);
    putchar('\n');
}

static const capalign_profile_value *value_of(const char *profile, const char *rule)
{
    for (size_t i = 0; i < capalign_profile_value_count(); i++) {
        const capalign_profile_value *value = capalign_profile_value_at(i);
        if (strcmp(value->profile, profile) == 0 && strcmp(value->rule, rule) == 0)
            return value;
    }
    return NULL;
}

/* What the profile gives, or its base; what it has of the default needs no line. */
static void print_value(const capalign_rule *rule, const char *profile, const char *base)
{
    const capalign_profile_value *own = value_of(profile, rule->code);
    bool inherited = !own && base && strcmp(base, "default") != 0 && value_of(base, rule->code);
    capalign_rule_setting setting;
    capalign_check_config *config = own || inherited ? config_of(profile) : NULL;
    if (!config || !capalign_check_config_rule(config, rule->code, &setting))
        return;
    if (own)
        printf("  %-18s%-10s %s%s\n", profile, setting.limit_text, own->source,
               own->second_hand ? " (second-hand)" : "");
    else
        printf("  %-18s%-10s as %s\n", profile, setting.limit_text, base);
    capalign_check_config_destroy(config);
}

static void print_values(const capalign_rule *rule)
{
    for (size_t i = 0; i < capalign_profile_count(); i++)
        print_value(rule, capalign_profile_name(i), capalign_profile_base(i));
}

int check_explain(const cli_session *cli, const char *code)
{
    const capalign_rule *rule = capalign_rule_named(code); /* one of the option's choices */
    if (cli->json)
        return cli_json_print(rule_json(rule));
    printf("%s: %s\n\n", rule->code, rule->title);
    printf("Why: %s.\n", rule->why);
    printf("Severity: %s. Fix: %s. Files: %s.%s\n", capalign_severity_name(rule->severity),
           capalign_fix_name(rule->fix), rule->formats,
           rule->enabled ? "" : " Off unless it is enabled.");
    print_example("Found in", rule->bad);
    print_example("Not found in", rule->good);
    if (rule->unit) {
        puts("\nThresholds:");
        print_values(rule);
    }
    return CLI_EXIT_SURE;
}
