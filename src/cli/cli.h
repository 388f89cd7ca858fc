/* What every command is made of. A command is one file with one cli_command, and one line in
 * commands.c; parsing, help, man pages and completion are made from these tables. */
#ifndef CLI_CLI_H
#define CLI_CLI_H

#include <stdbool.h>
#include <stddef.h>

/* What the program ends with. */
enum {
    CLI_EXIT_SURE = 0,     /* done, and sure of it */
    CLI_EXIT_FINDINGS = 1, /* done, but there are findings or low confidence */
    CLI_EXIT_USAGE = 2,    /* the command line is wrong */
    CLI_EXIT_INPUT = 3,    /* an input cannot be read, or an output cannot be written */
    CLI_EXIT_MISSING = 4,  /* something is missing on this machine */
};

/* What an option or operand takes: it decides on the check and on what is completed. */
typedef enum cli_kind {
    CLI_FLAG, /* nothing */
    CLI_TEXT,
    CLI_FILE,
    CLI_FOLDER,
    CLI_CHOICE, /* one of a list */
} cli_kind;

typedef struct cli_option {
    const char *name;                    /* without the dashes */
    const char *value;                   /* what it takes, e.g. "FORMAT"; NULL for a flag */
    const char *help;                    /* a phrase without a full stop */
    const char *(*choice)(size_t index); /* the choices in turn, NULL after the last */
    cli_kind kind;
    char letter; /* short form, 0: none */
    bool hidden; /* not in help, man page and completion */
    bool many;   /* may be given several times: cli_value_at */
    bool bare;   /* the value may be left out, and is then "": it is given with '=' only */
} cli_option;

typedef struct cli_operand {
    const char *name; /* e.g. "ARTICLE" */
    const char *help;
    const char *(*choice)(size_t index);
    cli_kind kind;
    bool optional;
    bool many; /* any number; only the last operand */
} cli_operand;

typedef struct cli_example {
    const char *command; /* as typed */
    const char *says;    /* what it does */
} cli_example;

/* Enough for the longest option table with the global options before it. */
#define CLI_MAX_OPTIONS 32

#define CLI_MAX_REPEATED 64

/* The command line as parsed. Strings are argv's. */
typedef struct cli_arguments {
    const char *values[CLI_MAX_OPTIONS]; /* globals first, then the command's; "" for a flag */
    char **operands;                     /* argc's own array, reordered */
    size_t operand_count;
    struct {
        size_t option;
        const char *value;
    } repeated[CLI_MAX_REPEATED]; /* of options that may be given several times, in order */
    size_t repeated_count;
} cli_arguments;

typedef struct cli_command cli_command;

/* One run of a command. */
typedef struct cli_session {
    const cli_command *command;
    cli_arguments arguments;
    bool json;
    bool quiet;
    bool verbose;
    bool color_out; /* colours on standard output */
    bool color_err;
    int tell; /* the descriptor of the batch that started it (tell.h); 0: none */
} cli_session;

struct cli_command {
    const char *name;
    const char *summary;     /* one line, no full stop */
    const char *synopsis;    /* what follows the name, one form a line */
    const char *description; /* paragraphs with a blank line between */
    const cli_option *options;
    const cli_operand *operands;
    const cli_example *examples;
    size_t option_count;
    size_t operand_count;
    size_t example_count;
    const char *findings;         /* when it exits 1, as a clause; NULL: never */
    int (*run)(cli_session *cli); /* returns one of CLI_EXIT_… */
};

#define CLI_COUNT(array) (sizeof(array) / sizeof((array)[0]))

/* The value of one of the command's own options, by its place in the table; NULL where it was not
 * given. */
const char *cli_value(const cli_session *cli, size_t option);
/* The value that was given `nth` (0-based) of an option that may be given several times, or NULL.
 */
const char *cli_value_at(const cli_session *cli, size_t option, size_t nth);
bool cli_given(const cli_session *cli, size_t option);
/* The operand at `index`, or NULL. */
const char *cli_operand_at(const cli_session *cli, size_t index);

#endif
