#include "pipeline/batch/queue.h"

#include <string.h>

/* Half of what int64_t holds in nanoseconds: 146 years of work, or a disk of 4 EB. */
#define MAX_LEARNED (INT64_MAX / 2000)

void ca_pace_learn(ca_pace *pace, int64_t bytes, int64_t us)
{
    if (bytes < 0 || us < 0 || bytes > MAX_LEARNED - pace->bytes || us > MAX_LEARNED - pace->us)
        return;
    pace->bytes += bytes;
    pace->us += us;
}

int64_t ca_pace_expect(const ca_pace *pace, int64_t bytes)
{
    /* Nothing known: 1 us a byte, about what aligning of compressed sound takes. */
    int64_t ns_a_byte = pace->bytes ? pace->us * 1000 / pace->bytes : 1000;
    if (ns_a_byte < 1)
        ns_a_byte = 1;
    return bytes < INT64_MAX / ns_a_byte ? bytes * ns_a_byte / 1000 : INT64_MAX;
}

/* Ties by key, so that the order is the same on every run. */
static bool is_before(const ca_batch_task *a, const ca_batch_task *b)
{
    return a->expected_us != b->expected_us ? a->expected_us > b->expected_us
                                            : strcmp(a->key, b->key) < 0;
}

static void swap(ca_queue *queue, size_t a, size_t b)
{
    ca_batch_task *task = queue->tasks[a];
    queue->tasks[a] = queue->tasks[b];
    queue->tasks[b] = task;
}

void ca_queue_push(ca_queue *queue, ca_batch_task *task)
{
    size_t at = queue->count++;
    queue->tasks[at] = task;
    while (at && is_before(queue->tasks[at], queue->tasks[(at - 1) / 2])) {
        swap(queue, at, (at - 1) / 2);
        at = (at - 1) / 2;
    }
}

ca_batch_task *ca_queue_pop(ca_queue *queue)
{
    if (!queue->count)
        return NULL;
    ca_batch_task *first = queue->tasks[0];
    queue->tasks[0] = queue->tasks[--queue->count];
    for (size_t at = 0;;) {
        size_t best = at, left = 2 * at + 1, right = left + 1;
        if (left < queue->count && is_before(queue->tasks[left], queue->tasks[best]))
            best = left;
        if (right < queue->count && is_before(queue->tasks[right], queue->tasks[best]))
            best = right;
        if (best == at)
            return first;
        swap(queue, at, best);
        at = best;
    }
}

void ca_queue_clear(ca_queue *queue)
{
    while (queue->count)
        ca_batch_task_free(queue->tasks[--queue->count]);
}
