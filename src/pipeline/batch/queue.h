/* Jobs that wait: the one with the most bytes comes first. Bounded, so that memory does not grow
 * with the number of files. */
#ifndef CA_PIPELINE_BATCH_QUEUE_H
#define CA_PIPELINE_BATCH_QUEUE_H

#include "pipeline/batch/batch.h"

/* Enough for the longest to be among them, with little memory. */
enum { CA_QUEUE_MAX = 1024 };

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
