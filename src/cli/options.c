#include "options.h"

#include <stdio.h>
#include <string.h>

#include <capalign/near.h>

#include "commands.h"
#include "safe.h"

/* A parse under way. */
typedef struct parser {
    const cli_options *options;
    char **words;
    size_t count;
    size_t next; /* the word to read next */
    cli_arguments *arguments;
    char *message;
} parser;

const cli_option *cli_option_at(const cli_options *options, size_t index)
{
    if (index < options->global_count)
        return &options->global[index];
    index -= options->global_count;
    return index < options->own_count ? &options->own[index] : NULL;
}

/* The choices of a list as "a, b or c"; of a long one only that it is one. */
static void list_choices(const char *(*choice)(size_t), char *text, size_t size)
{
    size_t used = 0;
    text[0] = '\0';
    for (size_t i = 0; choice(i) && used < size; i++) {
        const char *between = i == 0 ? "" : choice(i + 1) ? ", " : " or ";
        used += (size_t)snprintf(text + used, size - used, "%s%s", between, choice(i));
    }
    if (used >= size)
        snprintf(text, size, "a name that is known");
}

static bool is_choice(const char *(*choice)(size_t), const char *word)
{
    for (size_t i = 0; choice(i); i++)
        if (strcmp(choice(i), word) == 0)
            return true;
    return false;
}

static bool wrong_choice(char *message, const char *what, const char *(*choice)(size_t),
                         const char *word)
{
    char list[256], shown[128];
    list_choices(choice, list, sizeof list);
    capalign_near near = capalign_near_begin(word);
    for (size_t i = 0; choice(i); i++)
        capalign_near_offer(&near, choice(i));
    snprintf(message, CLI_MESSAGE, "%s cannot be \"%s\"; expected %s%s%s%s", what,
             cli_safe(word, shown, sizeof shown), list, near.best ? "; did you mean \"" : "",
             near.best ? near.best : "", near.best ? "\"?" : "");
    return false;
}

static bool unknown(const parser *p, const char *name, size_t size)
{
    char word[64], shown[128];
    snprintf(word, sizeof word, "%.*s", (int)size, name);
    capalign_near near = capalign_near_begin(word);
    const cli_option *option;
    for (size_t i = 0; (option = cli_option_at(p->options, i)); i++)
        if (!option->hidden)
            capalign_near_offer(&near, option->name);
    cli_safe(word, shown, sizeof shown);
    if (near.best)
        snprintf(p->message, CLI_MESSAGE, "there is no option --%s; did you mean --%s?", shown,
                 near.best);
    else
        snprintf(p->message, CLI_MESSAGE, "there is no option --%s; --help lists them", shown);
    return false;
}

/* Takes over the value of an option; `name` is the option as typed, for messages. */
static bool add_repeated(const parser *p, size_t index, const char *name, const char *value)
{
    cli_arguments *arguments = p->arguments;
    if (arguments->repeated_count == CLI_MAX_REPEATED) {
        snprintf(p->message, CLI_MESSAGE, "%s is given more than %d times", name, CLI_MAX_REPEATED);
        return false;
    }
    arguments->repeated[arguments->repeated_count].option = index;
    arguments->repeated[arguments->repeated_count++].value = value;
    return true;
}

static bool set_value(const parser *p, size_t index, const char *name, const char *value)
{
    const cli_option *option = cli_option_at(p->options, index);
    bool left_out = option->bare && !*value;
    if (option->kind == CLI_CHOICE && !left_out && !is_choice(option->choice, value))
        return wrong_choice(p->message, name, option->choice, value);
    if (option->kind != CLI_FLAG && option->kind != CLI_TEXT && !left_out && !*value) {
        snprintf(p->message, CLI_MESSAGE, "%s is empty; expected %s", name, option->value);
        return false;
    }
    p->arguments->values[index] = value;
    return !option->many || add_repeated(p, index, name, value);
}

/* `rest` is what follows the option in its word (NULL: nothing), else the next word is taken. */
static bool take_value(parser *p, size_t index, const char *name, const char *rest)
{
    const cli_option *option = cli_option_at(p->options, index);
    if (!rest && p->next < p->count)
        rest = p->words[p->next++];
    if (rest)
        return set_value(p, index, name, rest);
    char list[256] = "";
    if (option->kind == CLI_CHOICE)
        list_choices(option->choice, list, sizeof list);
    snprintf(p->message, CLI_MESSAGE, "%s needs a value: %s%s%s", name, option->value,
             *list ? " is " : "", list);
    return false;
}

static bool parse_long(parser *p, const char *word)
{
    size_t size = strcspn(word, "=");
    const char *value = word[size] == '=' ? word + size + 1 : NULL;
    const cli_option *option;
    size_t i = 0;
    while ((option = cli_option_at(p->options, i)) &&
           !(strlen(option->name) == size && memcmp(option->name, word, size) == 0))
        i++;
    if (!option)
        return unknown(p, word, size);
    char name[64];
    snprintf(name, sizeof name, "--%s", option->name);
    if (option->bare && !value)
        return set_value(p, i, name, "");
    if (option->kind != CLI_FLAG)
        return take_value(p, i, name, value);
    if (!value)
        return set_value(p, i, name, "");
    snprintf(p->message, CLI_MESSAGE, "%s takes no value", name);
    return false;
}

static bool parse_cluster(parser *p, const char *letters)
{
    for (; *letters; letters++) {
        const cli_option *option;
        size_t i = 0;
        while ((option = cli_option_at(p->options, i)) && option->letter != *letters)
            i++;
        if (!option) {
            char shown[64];
            snprintf(
                p->message, CLI_MESSAGE,
                "there is no option -%s; --help lists them, and \"--\" goes before a name that "
                "begins with \"-\"",
                cli_safe(letters, shown, sizeof shown));
            return false;
        }
        const char name[] = {'-', *letters, '\0'};
        if (option->kind != CLI_FLAG)
            return take_value(p, i, name, letters[1] ? letters + 1 : NULL);
        if (!set_value(p, i, name, ""))
            return false;
    }
    return true;
}

bool cli_parse(const cli_options *options, char **words, size_t count, bool stop_at_operand,
               cli_arguments *arguments, char message[CLI_MESSAGE])
{
    parser p = {options, words, count, 0, arguments, message};
    size_t operands = 0;
    bool only_operands = false;
    while (p.next < count) {
        char *word = words[p.next++];
        if (only_operands || word[0] != '-' || !word[1]) {
            words[operands++] = word;
            only_operands = only_operands || stop_at_operand;
        } else if (strcmp(word, "--") == 0) {
            only_operands = true;
        } else if (!(word[1] == '-' ? parse_long(&p, word + 2) : parse_cluster(&p, word + 1))) {
            return false;
        }
    }
    arguments->operands = words;
    arguments->operand_count = operands;
    return true;
}

bool cli_check_operands(const cli_command *command, const cli_arguments *arguments,
                        char message[CLI_MESSAGE])
{
    for (size_t i = 0; i < command->operand_count; i++) {
        const cli_operand *operand = &command->operands[i];
        const char *word = i < arguments->operand_count ? arguments->operands[i] : NULL;
        if (!word && !operand->optional) {
            snprintf(message, CLI_MESSAGE, "%s is missing: %s", operand->name, operand->help);
            return false;
        }
        if (word && !*word) {
            snprintf(message, CLI_MESSAGE, "%s is empty; expected %s", operand->name,
                     operand->help);
            return false;
        }
        if (word && operand->choice && !is_choice(operand->choice, word))
            return wrong_choice(message, operand->name, operand->choice, word);
    }
    bool many = command->operand_count && command->operands[command->operand_count - 1].many;
    if (many || arguments->operand_count <= command->operand_count)
        return true;
    char shown[128];
    snprintf(message, CLI_MESSAGE, "\"%s\" is one operand too many; expected %s",
             cli_safe(arguments->operands[command->operand_count], shown, sizeof shown),
             command->operand_count ? command->synopsis : "none");
    char *form_end = strchr(message, '\n'); /* the first form is enough */
    if (form_end)
        *form_end = '\0';
    return false;
}

const char *cli_value(const cli_session *cli, size_t option)
{
    return cli->arguments.values[CLI_GLOBAL_COUNT + option];
}

const char *cli_value_at(const cli_session *cli, size_t option, size_t nth)
{
    const cli_arguments *arguments = &cli->arguments;
    for (size_t i = 0; i < arguments->repeated_count; i++)
        if (arguments->repeated[i].option == CLI_GLOBAL_COUNT + option && nth-- == 0)
            return arguments->repeated[i].value;
    return NULL;
}

bool cli_given(const cli_session *cli, size_t option)
{
    return cli_value(cli, option) != NULL;
}

const char *cli_operand_at(const cli_session *cli, size_t index)
{
    return index < cli->arguments.operand_count ? cli->arguments.operands[index] : NULL;
}
