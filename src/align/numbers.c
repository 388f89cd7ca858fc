#include "align/numbers.h"

#include <stdlib.h>

static int compare_floats(const void *a, const void *b)
{
    float x = *(const float *)a, y = *(const float *)b;
    return x < y ? -1 : x > y;
}

void ca_sort_floats(float *values, size_t count)
{
    if (count > 0)
        qsort(values, count, sizeof *values, compare_floats);
}
