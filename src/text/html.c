#include "text/reader.h"

static int sniff(ca_str text)
{
    (void)text;
    return 0;
}

static capalign_code read_html(capalign_article *article, ca_str text, capalign_error *error)
{
    return ca_plain_find_clips(article, &(ca_line){.text = text, .number = 1}, 1, error);
}

const ca_article_reader ca_reader_html = {
    .name = "html",
    .extensions = "html htm xhtml",
    .sniff = sniff,
    .read = read_html,
};
