#include <capalign/near.h>

#include <string.h>

enum { LONGEST = 40 };

static size_t least(size_t a, size_t b)
{
    return a < b ? a : b;
}

/* Optimal string alignment: insertions, deletions, replacements and swaps of neighbours. */
static size_t distance(const char *a, size_t a_size, const char *b, size_t b_size)
{
    size_t rows[3][LONGEST + 1];
    for (size_t j = 0; j <= b_size; j++)
        rows[0][j] = j;
    for (size_t i = 1; i <= a_size; i++) {
        size_t *row = rows[i % 3];
        const size_t *above = rows[(i + 2) % 3], *above2 = rows[(i + 1) % 3];
        row[0] = i;
        for (size_t j = 1; j <= b_size; j++) {
            row[j] = least(above[j - 1] + (a[i - 1] != b[j - 1]), least(above[j], row[j - 1]) + 1);
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                row[j] = least(row[j], above2[j - 2] + 1);
        }
    }
    return rows[a_size % 3][b_size];
}

capalign_near capalign_near_begin(const char *word)
{
    /* A third of the letters may be wrong: "formt" is "format", but "x" is not "to". */
    return (capalign_near){.word = word, .distance = least((strlen(word) + 1) / 3, 3) + 1};
}

void capalign_near_offer(capalign_near *search, const char *candidate)
{
    size_t size = strlen(search->word), candidate_size = strlen(candidate);
    if (size > LONGEST || candidate_size > LONGEST || !size)
        return;
    size_t d = distance(search->word, size, candidate, candidate_size);
    /* The beginning of a word means that word, if nothing is nearer. */
    if (size >= 2 && strncmp(search->word, candidate, size) == 0)
        d = least(d, 1);
    if (d < search->distance) {
        search->distance = d;
        search->best = candidate;
    }
}
