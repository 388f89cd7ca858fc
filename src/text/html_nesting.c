#include "text/html_nesting.h"

typedef struct element {
    const char *name;
    unsigned traits;
} element;

enum {
    BLOCK = CA_HTML_SPECIAL | CA_HTML_CLOSES_P,
    PLAIN = CA_HTML_SPECIAL,
    EMPTY = CA_HTML_VOID,
    TEXT = CA_HTML_RAW,
    BREAKS_OUT = CA_HTML_CLOSES_P | CA_HTML_FORMAT | CA_HTML_VOID,
    PARTS = CA_HTML_CELL | CA_HTML_CAPTION | CA_HTML_ROW | CA_HTML_ROWS,
};

static const element elements[] = {
    {"a", CA_HTML_FORMAT | CA_HTML_LINK},
    {"address", BLOCK | CA_HTML_DIV},
    {"applet", PLAIN | CA_HTML_SCOPE},
    {"area", EMPTY},
    {"article", BLOCK},
    {"aside", BLOCK},
    {"b", CA_HTML_FORMAT},
    {"base", EMPTY},
    {"basefont", EMPTY},
    {"bgsound", EMPTY},
    {"big", CA_HTML_FORMAT},
    {"blockquote", BLOCK},
    {"body", PLAIN | CA_HTML_ROOT},
    {"br", EMPTY},
    {"button", PLAIN | CA_HTML_BUTTON},
    {"caption", PLAIN | CA_HTML_SCOPE | CA_HTML_CAPTION},
    {"center", BLOCK},
    {"code", CA_HTML_FORMAT},
    {"col", EMPTY},
    {"colgroup", PLAIN | CA_HTML_ROWS},
    {"dd", BLOCK | CA_HTML_DD},
    {"details", BLOCK},
    {"dialog", BLOCK},
    {"dir", BLOCK},
    {"div", BLOCK | CA_HTML_DIV},
    {"dl", BLOCK},
    {"dt", BLOCK | CA_HTML_DD},
    {"em", CA_HTML_FORMAT},
    {"embed", EMPTY},
    {"fieldset", BLOCK},
    {"figcaption", BLOCK},
    {"figure", BLOCK},
    {"font", CA_HTML_FORMAT},
    {"footer", BLOCK},
    {"form", BLOCK | CA_HTML_FORM},
    {"frame", EMPTY},
    {"frameset", PLAIN | CA_HTML_ROOT},
    {"h1", BLOCK | CA_HTML_HEADING},
    {"h2", BLOCK | CA_HTML_HEADING},
    {"h3", BLOCK | CA_HTML_HEADING},
    {"h4", BLOCK | CA_HTML_HEADING},
    {"h5", BLOCK | CA_HTML_HEADING},
    {"h6", BLOCK | CA_HTML_HEADING},
    {"head", PLAIN | CA_HTML_ROOT},
    {"header", BLOCK},
    {"hgroup", BLOCK},
    {"hr", EMPTY | CA_HTML_CLOSES_P},
    {"html", PLAIN | CA_HTML_ROOT},
    {"i", CA_HTML_FORMAT},
    {"iframe", TEXT},
    {"image", EMPTY},
    {"img", EMPTY},
    {"input", EMPTY},
    {"isindex", EMPTY | CA_HTML_CLOSES_P},
    {"keygen", EMPTY},
    {"li", BLOCK | CA_HTML_LI},
    {"link", EMPTY},
    {"listing", BLOCK | CA_HTML_PRE},
    {"main", BLOCK},
    {"marquee", PLAIN | CA_HTML_SCOPE},
    {"math", CA_HTML_FOREIGN},
    {"menu", BLOCK},
    {"menuitem", EMPTY},
    {"meta", EMPTY},
    {"nav", BLOCK},
    {"nobr", CA_HTML_FORMAT | CA_HTML_LINK},
    {"noembed", TEXT},
    {"noframes", TEXT},
    {"object", PLAIN | CA_HTML_SCOPE},
    {"ol", BLOCK},
    {"optgroup", CA_HTML_OPTGROUP},
    {"option", CA_HTML_OPTION},
    {"p", BLOCK | CA_HTML_P},
    {"param", EMPTY},
    {"plaintext", BLOCK | CA_HTML_RAW},
    {"pre", BLOCK | CA_HTML_PRE},
    {"rb", CA_HTML_RT},
    {"rp", CA_HTML_RT},
    {"rt", CA_HTML_RT},
    {"s", CA_HTML_FORMAT},
    {"script", TEXT},
    {"section", BLOCK},
    {"select", PLAIN | CA_HTML_SELECT},
    {"small", CA_HTML_FORMAT},
    {"source", EMPTY},
    {"spacer", EMPTY},
    {"strike", CA_HTML_FORMAT},
    {"strong", CA_HTML_FORMAT},
    {"style", TEXT},
    {"summary", BLOCK},
    {"svg", CA_HTML_FOREIGN},
    {"table", BLOCK | CA_HTML_SCOPE | CA_HTML_TABLE},
    {"tbody", PLAIN | CA_HTML_ROWS},
    {"td", PLAIN | CA_HTML_SCOPE | CA_HTML_CELL},
    {"template", PLAIN | CA_HTML_SCOPE},
    {"textarea", TEXT},
    {"tfoot", PLAIN | CA_HTML_ROWS},
    {"th", PLAIN | CA_HTML_SCOPE | CA_HTML_CELL},
    {"thead", PLAIN | CA_HTML_ROWS},
    {"title", TEXT},
    {"tr", PLAIN | CA_HTML_ROW},
    {"track", EMPTY},
    {"tt", CA_HTML_FORMAT},
    {"u", CA_HTML_FORMAT},
    {"ul", BLOCK},
    {"wbr", EMPTY},
    {"xmp", TEXT | CA_HTML_CLOSES_P},
};
enum { ELEMENT_COUNT = sizeof elements / sizeof elements[0] };

/* What a start tag closes when it is open: the newest of `closes`, unless one of `until` (that is
 * none of `over`) is met first (13.2.6.4). In the order in which they apply. */
typedef struct implied_end {
    unsigned starts, closes, until, over;
} implied_end;

static const implied_end implied_ends[] = {
    {CA_HTML_CLOSES_P, CA_HTML_P, CA_HTML_SCOPE | CA_HTML_BUTTON, 0},
    {CA_HTML_LI, CA_HTML_LI, CA_HTML_SPECIAL, CA_HTML_P | CA_HTML_DIV},
    {CA_HTML_DD, CA_HTML_DD, CA_HTML_SPECIAL, CA_HTML_P | CA_HTML_DIV},
    {CA_HTML_OPTION, CA_HTML_OPTION, CA_HTML_SELECT, 0},
    {CA_HTML_OPTGROUP, CA_HTML_OPTION, CA_HTML_SELECT, 0},
    {CA_HTML_OPTGROUP, CA_HTML_OPTGROUP, CA_HTML_SELECT, 0},
    {CA_HTML_RT, CA_HTML_RT, CA_HTML_SPECIAL, 0},
    {CA_HTML_CELL, CA_HTML_CELL | CA_HTML_CAPTION, CA_HTML_ROW | CA_HTML_TABLE, 0},
    {CA_HTML_ROW | CA_HTML_ROWS, CA_HTML_ROW | CA_HTML_CAPTION, CA_HTML_TABLE, 0},
    {CA_HTML_ROWS | CA_HTML_CAPTION, CA_HTML_ROWS | CA_HTML_CAPTION, CA_HTML_TABLE, 0},
    {CA_HTML_HEADING, CA_HTML_HEADING, ~0u, 0},
    {CA_HTML_BUTTON, CA_HTML_BUTTON, CA_HTML_SCOPE, 0},
    {CA_HTML_SELECT, CA_HTML_SELECT, CA_HTML_SCOPE, 0},
    /* A table right inside of a table, not in a cell, ends it. */
    {CA_HTML_TABLE, CA_HTML_TABLE, ~0u, CA_HTML_ROW | CA_HTML_ROWS},
};

static char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c | 32) : c;
}

/* FNV-1a; two names that collide only make the estimate worse. */
static uint64_t hash(ca_str name)
{
    uint64_t h = UINT64_C(14695981039346656037);
    for (size_t i = 0; i < name.size; i++)
        h = (h ^ (unsigned char)lower(name.data[i])) * UINT64_C(1099511628211);
    return h;
}

static int compare(ca_str name, const char *other)
{
    size_t size = strlen(other), common = name.size < size ? name.size : size;
    for (size_t i = 0; i < common; i++) {
        unsigned char a = (unsigned char)lower(name.data[i]), b = (unsigned char)other[i];
        if (a != b)
            return a < b ? -1 : 1;
    }
    return name.size < size ? -1 : name.size > size;
}

unsigned ca_html_traits(ca_str name)
{
    size_t low = 0, high = ELEMENT_COUNT;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        int order = compare(name, elements[middle].name);
        if (order == 0)
            return elements[middle].traits;
        if (order < 0)
            high = middle;
        else
            low = middle + 1;
    }
    return CA_HTML_OTHER;
}

static void pop_to(ca_html_nesting *n, size_t depth)
{
    while (n->depth > depth)
        n->foreign -= (n->open[--n->depth].traits & CA_HTML_FOREIGN) != 0;
}

/* The newest open element of this name; n->depth when a barrier comes first, or there is none. */
static size_t find(const ca_html_nesting *n, uint64_t name, unsigned barrier)
{
    for (size_t i = n->depth; i > 0; i--) {
        if (n->open[i - 1].name == name)
            return i - 1;
        if (n->open[i - 1].traits & barrier)
            break;
    }
    return n->depth;
}

static void close_implied(ca_html_nesting *n, const implied_end *rule)
{
    for (size_t i = n->depth; i > 0; i--) {
        unsigned traits = n->open[i - 1].traits;
        if (traits & rule->closes) {
            pop_to(n, i - 1);
            return;
        }
        if (traits & rule->until && !(traits & rule->over))
            return;
    }
}

static bool push(ca_html_nesting *n, uint64_t name, unsigned traits)
{
    if (n->depth == CAPALIGN_ARTICLE_MAX_DEPTH)
        return false;
    n->open[n->depth++] = (struct ca_html_open){name, traits};
    n->foreign += (traits & CA_HTML_FOREIGN) != 0;
    return true;
}

static void take_out(ca_html_nesting *n, size_t index)
{
    memmove(&n->open[index], &n->open[index + 1], (n->depth - index - 1) * sizeof n->open[0]);
    n->depth--;
}

static void close_before(ca_html_nesting *n, uint64_t name, unsigned traits)
{
    for (size_t i = 0; i < sizeof implied_ends / sizeof implied_ends[0]; i++)
        if (traits & implied_ends[i].starts)
            close_implied(n, &implied_ends[i]);
    if (traits & CA_HTML_LINK) { /* a link in a link ends the outer one */
        size_t outer = find(n, name, CA_HTML_SCOPE);
        if (outer < n->depth)
            take_out(n, outer);
    }
}

bool ca_html_nesting_holds(const ca_html_nesting *n, unsigned traits)
{
    for (size_t i = 0; i < n->depth; i++)
        if (n->open[i].traits & traits)
            return true;
    return false;
}

/* 13.2.6.5: an HTML element inside of <svg> ends it. (Inside of <foreignObject> it would not: there
 * the depth is estimated too low.) */
static void leave_foreign(ca_html_nesting *n)
{
    while (n->foreign)
        pop_to(n, n->depth - 1);
}

bool ca_html_nesting_start(ca_html_nesting *n, ca_str name, bool self_closing)
{
    unsigned traits = ca_html_traits(name);
    uint64_t h = hash(name);
    if (n->foreign && traits & BREAKS_OUT && !(traits & CA_HTML_LINK))
        leave_foreign(n);
    if (n->foreign && self_closing)
        return true;
    if (!n->foreign) {
        if (traits & CA_HTML_ROOT ||
            (traits & CA_HTML_FORM && ca_html_nesting_holds(n, CA_HTML_FORM)))
            return true; /* the standard ignores a form inside of a form */
        close_before(n, h, traits);
        if (traits & CA_HTML_VOID || (traits & CA_HTML_FOREIGN && self_closing))
            return true;
    }
    /* A row right inside of a table puts a tbody between them. */
    if (traits & CA_HTML_ROW && n->depth && n->open[n->depth - 1].traits & CA_HTML_TABLE &&
        !push(n, hash(ca_str_of("tbody")), CA_HTML_SPECIAL | CA_HTML_ROWS))
        return false;
    return push(n, h, traits);
}

/* Which elements an end tag cannot reach beyond. */
static unsigned barrier_of(const ca_html_nesting *n, unsigned traits)
{
    if (traits & (CA_HTML_TABLE | PARTS))
        return traits & CA_HTML_TABLE ? 0 : CA_HTML_TABLE;
    if (n->foreign || traits & (CA_HTML_FORMAT | CA_HTML_SPECIAL))
        return CA_HTML_SCOPE;
    return CA_HTML_SPECIAL;
}

/* Of what stands inside of a <b> that ends, <i> and its like are opened again by the next text
 * (13.2.4.3): <b><i></b> in a loop nests an <i> in every round. */
static void end_format(ca_html_nesting *n, size_t at)
{
    size_t kept = at;
    for (size_t i = at + 1; i < n->depth; i++)
        if (n->open[i].traits & CA_HTML_FORMAT)
            n->open[kept++] = n->open[i];
    n->depth = kept;
}

void ca_html_nesting_end(ca_html_nesting *n, ca_str name)
{
    unsigned traits = ca_html_traits(name);
    if (traits & CA_HTML_ROOT)
        return;
    size_t at = find(n, hash(name), barrier_of(n, traits));
    if (at == n->depth)
        return;
    /* The adoption agency (13.2.6.4.7): blocks inside of <b> stay open behind </b>. */
    if (!(traits & CA_HTML_FORMAT) || n->foreign) {
        pop_to(n, at);
        return;
    }
    for (size_t i = at + 1; i < n->depth; i++)
        if (n->open[i].traits & CA_HTML_SPECIAL) {
            take_out(n, at);
            return;
        }
    end_format(n, at);
}
