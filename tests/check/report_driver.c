/* Prints a report on results made by hand, for the readers of tests/cli/reports_test.py.
 * usage: report_driver FORMAT [break] [color] [many]
 * "many" is 30,000 findings of each severity in one file. "lines" prints the hostile lines, in
 * hexadecimal, one a line. */
#include "../unit/made_results.h"

enum { MANY = 30000 };

static int print(void *context, const char *bytes, size_t size)
{
    return fwrite(bytes, 1, size, context) == size ? 0 : -1;
}

static int print_lines(void)
{
    for (size_t i = 0; i < MADE_LINES; i++) {
        for (size_t k = 0; k < made_lines[i].size; k++)
            printf("%02x", (unsigned char)made_lines[i].data[k]);
        putchar('\n');
    }
    return 0;
}

static capalign_code print_many(const char *format, const capalign_report_options *options)
{
    made_results made;
    made_fill(&made);
    capalign_check_finding *findings = calloc(3 * (size_t)MANY, sizeof *findings);
    if (!findings)
        return CAPALIGN_E_MEMORY;
    for (size_t i = 0; i < 3 * (size_t)MANY; i++) {
        findings[i] = made.hostile[i % 3];
        snprintf(findings[i].fingerprint, sizeof findings[i].fingerprint, "%032zx", i);
    }
    capalign_check_result result = made.files[0];
    const capalign_check_result *list[] = {&result};
    result.findings = findings;
    result.finding_count = 3 * (size_t)MANY;
    for (size_t i = 0; i < 3; i++)
        result.counts[i] = MANY;
    capalign_code code = capalign_report_write(format, list, 1, options, print, stdout, NULL);
    free(findings);
    return code;
}

int main(int argc, char **argv)
{
    capalign_report_options options = {.root = "/repo/"};
    bool many = false;
    made_results made;
    if (argc < 2)
        return 2;
    for (int i = 2; i < argc; i++) {
        options.break_tokens |= strcmp(argv[i], "break") == 0;
        options.color |= strcmp(argv[i], "color") == 0;
        many |= strcmp(argv[i], "many") == 0;
    }
    if (strcmp(argv[1], "lines") == 0)
        return print_lines();
    if (many)
        return (int)print_many(argv[1], &options);
    made_fill(&made);
    return (int)capalign_report_write(argv[1], made.list, MADE_FILES, &options, print, stdout,
                                      NULL);
}
