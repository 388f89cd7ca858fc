#include "text/language_readings.h"

#include "base/language.h"

enum { CURRENCIES = 3, MONTHS = 12, MOST_DIGITS = 12 };

typedef struct tongue {
    const char *language;
    const char *currencies[CURRENCIES]; /* in the order of `signs` */
    const char *between;                /* an amount and its hundredths */
    const char *hours;                  /* between hours and minutes; NULL: as the voice has it */
    const char *after_day, *after_month;
    const char *months[MONTHS];
} tongue;

static const char *const signs[CURRENCIES] = {"€", "$", "£"};

/* Months as they follow a day. */
static const tongue tongues[] = {
    {"cs",
     {"eur", "dolarů", "liber"},
     " ",
     NULL,
     ". ",
     " ",
     {"ledna", "února", "března", "dubna", "května", "června", "července", "srpna", "září", "října",
      "listopadu", "prosince"}},
    {"de",
     {"Euro", "Dollar", "Pfund"},
     " ",
     " Uhr ",
     ". ",
     " ",
     {"Januar", "Februar", "März", "April", "Mai", "Juni", "Juli", "August", "September", "Oktober",
      "November", "Dezember"}},
    {"es",
     {"euros", "dólares", "libras"},
     " con ",
     " horas ",
     " de ",
     " de ",
     {"enero", "febrero", "marzo", "abril", "mayo", "junio", "julio", "agosto", "septiembre",
      "octubre", "noviembre", "diciembre"}},
    {"fr",
     {"euros", "dollars", "livres"},
     " ",
     " heures ",
     " ",
     " ",
     {"janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre",
      "octobre", "novembre", "décembre"}},
    {"it",
     {"euro", "dollari", "sterline"},
     " e ",
     NULL,
     " ",
     " ",
     {"gennaio", "febbraio", "marzo", "aprile", "maggio", "giugno", "luglio", "agosto", "settembre",
      "ottobre", "novembre", "dicembre"}},
    {"nl",
     {"euro", "dollar", "pond"},
     " ",
     " uur ",
     " ",
     " ",
     {"januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus", "september",
      "oktober", "november", "december"}},
    {"pl",
     {"euro", "dolarów", "funtów"},
     " ",
     NULL,
     " ",
     " ",
     {"stycznia", "lutego", "marca", "kwietnia", "maja", "czerwca", "lipca", "sierpnia", "września",
      "października", "listopada", "grudnia"}},
    {"pt",
     {"euros", "dólares", "libras"},
     " e ",
     " horas e ",
     " de ",
     " de ",
     {"janeiro", "fevereiro", "março", "abril", "maio", "junho", "julho", "agosto", "setembro",
      "outubro", "novembro", "dezembro"}},
    {"ru",
     {"евро", "долларов", "фунтов"},
     " ",
     NULL,
     " ",
     " ",
     {"января", "февраля", "марта", "апреля", "мая", "июня", "июля", "августа", "сентября",
      "октября", "ноября", "декабря"}},
    {"sv",
     {"euro", "dollar", "pund"},
     " ",
     NULL,
     " ",
     " ",
     {"januari", "februari", "mars", "april", "maj", "juni", "juli", "augusti", "september",
      "oktober", "november", "december"}},
};

static const tongue *tongue_of(const char *language)
{
    for (size_t i = 0; i < sizeof tongues / sizeof tongues[0]; i++)
        if (ca_language_matches(language, tongues[i].language))
            return &tongues[i];
    return NULL;
}

/* Up to `most` digits at *at, which moves on; -1 where there is none. */
static int take_number(ca_str word, size_t *at, size_t most)
{
    int value = 0;
    size_t from = *at;
    while (*at < word.size && *at - from < most && ca_is_ascii_digit(word.data[*at]))
        value = value * 10 + word.data[(*at)++] - '0';
    return *at > from ? value : -1;
}

static bool take(ca_str word, size_t *at, const char *text)
{
    size_t size = strlen(text);
    if (word.size - *at < size || memcmp(word.data + *at, text, size) != 0)
        return false;
    *at += size;
    return true;
}

static void skip_spaces(ca_str word, size_t *at)
{
    while (take(word, at, " ") || take(word, at, "\u00A0") || take(word, at, "\u202F"))
        continue;
}

static const char *take_currency(ca_str word, size_t *at, const tongue *t)
{
    for (size_t i = 0; i < CURRENCIES; i++)
        if (take(word, at, signs[i]))
            return t->currencies[i];
    return NULL;
}

/* The whole part's digits without the marks between thousands, and the two digits behind the last
 * comma or point. A mark before three digits parts thousands. */
static bool take_amount(ca_str word, size_t *at, char whole[MOST_DIGITS + 1], char part[3])
{
    size_t count = 0;
    part[0] = '\0';
    for (size_t digits = 0; *at < word.size; digits = 0) {
        while (*at + digits < word.size && ca_is_ascii_digit(word.data[*at + digits]))
            digits++;
        if (!digits || count + digits > MOST_DIGITS)
            return false;
        bool hundredths = count > 0 && digits == 2;
        if (count > 0 && !hundredths && digits != 3)
            return false;
        memcpy(hundredths ? part : whole + count, word.data + *at, digits);
        *(hundredths ? part + 2 : whole + count + digits) = '\0';
        count += hundredths ? 0 : digits;
        *at += digits;
        size_t mark = *at;
        skip_spaces(word, &mark);
        bool marked = mark > *at || take(word, &mark, ".") || take(word, &mark, ",");
        if (hundredths || !marked || mark >= word.size || !ca_is_ascii_digit(word.data[mark]))
            break;
        *at = mark;
    }
    return count > 0;
}

/* "1 000", which voices read as two numbers. */
static bool read_grouped(ca_str word, ca_readings *out)
{
    size_t at = 0, first;
    char whole[MOST_DIGITS + 1], part[3];
    if (!take_amount(word, &at, whole, part) || at < word.size || part[0])
        return false;
    for (first = 0; first < word.size && ca_is_ascii_digit(word.data[first]);)
        first++;
    size_t space = first;
    skip_spaces(word, &space);
    if (space == first)
        return false;
    ca_readings_add(out, "%s", whole);
    return true;
}

/* "3,50 €", "€ 3.50" */
static bool read_money(const tongue *t, ca_str word, ca_readings *out)
{
    size_t at = 0;
    char whole[MOST_DIGITS + 1], part[3];
    const char *unit = take_currency(word, &at, t);
    skip_spaces(word, &at);
    if (!take_amount(word, &at, whole, part))
        return false;
    if (!unit) {
        skip_spaces(word, &at);
        unit = take_currency(word, &at, t);
    }
    if (!unit || at < word.size)
        return false;
    if (!part[0] || strcmp(part, "00") == 0) {
        ca_readings_add(out, "%s %s", whole, unit);
        return true;
    }
    ca_readings_add(out, "%s %s%s%s", whole, unit, t->between, part);
    ca_readings_add(out, "%s%s%s", whole, t->between, part);
    return true;
}

/* "14:30", "14h30", "14.30 Uhr", "8h" */
static bool read_clock(const tongue *t, ca_str word, ca_readings *out)
{
    size_t at = 0;
    int hours = take_number(word, &at, 2);
    if (!t->hours || hours < 0 || hours > 24)
        return false;
    bool letter = take(word, &at, "h");
    bool point = !letter && take(word, &at, ".");
    if (!letter && !point && !take(word, &at, ":"))
        return false;
    int minutes = take_number(word, &at, 2);
    size_t hour_word = strlen(t->hours) - 1; /* " Uhr" without the space behind */
    skip_spaces(word, &at);
    bool named = strncmp(t->hours, " Uhr", hour_word) == 0 && take(word, &at, "Uhr");
    if (at < word.size || minutes > 59 || (minutes < 0 && !letter) || (point && !named))
        return false;
    if (minutes > 0)
        ca_readings_add(out, "%d%s%d", hours, t->hours, minutes);
    else
        ca_readings_add(out, "%d%.*s", hours, (int)strcspn(t->hours + 1, " ") + 1, t->hours);
    return true;
}

/* "24.12.2024", "24/12/2024", "24-12-2024" */
static bool read_date(const tongue *t, ca_str word, ca_readings *out)
{
    size_t at = 0;
    int day = take_number(word, &at, 2);
    char mark = at < word.size ? word.data[at] : '\0';
    if (day < 1 || day > 31 || !mark || !strchr("./-", mark))
        return false;
    at++;
    int month = take_number(word, &at, 2);
    if (month < 1 || month > MONTHS || at >= word.size || word.data[at++] != mark)
        return false;
    size_t from = at;
    int year = take_number(word, &at, 4);
    if (year < 0 || at - from != 4 || at < word.size)
        return false;
    ca_readings_add(out, "%d%s%s%s%d", day, t->after_day, t->months[month - 1], t->after_month,
                    year);
    return true;
}

/* German years of four digits before 2000 are counted in hundreds. */
static void read_year(const tongue *t, ca_str word, ca_readings *out)
{
    size_t at = 0;
    int year = take_number(word, &at, 4);
    if (strcmp(t->language, "de") != 0 || word.size != 4 || at != 4 || year < 1100 || year > 1999)
        return;
    if (year % 100)
        ca_readings_add(out, "%d hundert %d", year / 100, year % 100);
    else
        ca_readings_add(out, "%d hundert", year / 100);
}

void ca_language_readings_find(ca_str word, const char *language, ca_readings *out)
{
    *out = (ca_readings){0};
    const tongue *t = tongue_of(language);
    if (!word.size || read_grouped(word, out) || !t)
        return;
    if (!read_money(t, word, out) && !read_clock(t, word, out) && !read_date(t, word, out))
        read_year(t, word, out);
}
