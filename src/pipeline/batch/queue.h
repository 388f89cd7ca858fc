/* Jobs that wait: the one that is expected to take longest comes first, so that no long one is left
 * alone at the end. Bounded, so that memory does not grow with the number of files. */
#ifndef CA_PIPELINE_BATCH_QUEUE_H
#define CA_PIPELINE_BATCH_QUEUE_H

#include "pipeline/batch/batch.h"

/* Enough for the longest to be among them, with little memory. */
enum { CA_QUEUE_MAX = 1024 };

/* What jobs take, learned from those whose time is known. */
typedef struct ca_pace {
    int64_t us;
    int64_t bytes;
} ca_pace;

/* A job of that many bytes took that long. */
void ca_pace_learn(ca_pace *pace, int64_t bytes, int64_t us);
/* How long a job of that many bytes will take, as the others did. */
int64_t ca_pace_expect(const ca_pace *pace, int64_t bytes);

typedef struct ca_queue {
    ca_batch_task *tasks[CA_QUEUE_MAX]; /* a binary heap */
    size_t count;
} ca_queue;

/* There must be room. The queue owns it then. */
void ca_queue_push(ca_queue *queue, ca_batch_task *task);
/* NULL: empty. */
ca_batch_task *ca_queue_pop(ca_queue *queue);
void ca_queue_clear(ca_queue *queue);

#endif
