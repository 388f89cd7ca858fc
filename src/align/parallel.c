#include "align/parallel.h"

#include <pthread.h>

enum { MAX_THREADS = 16 };

typedef struct crew {
    ca_parallel_part *part;
    void *context;
    size_t count, next;
    bool failed;
    pthread_mutex_t lock;
} crew;

static void *work(void *context)
{
    crew *c = context;
    for (;;) {
        pthread_mutex_lock(&c->lock);
        size_t i = c->failed ? c->count : c->next++;
        pthread_mutex_unlock(&c->lock);
        if (i >= c->count)
            return NULL;
        if (c->part(c->context, i))
            continue;
        pthread_mutex_lock(&c->lock);
        c->failed = true;
        pthread_mutex_unlock(&c->lock);
    }
}

bool ca_parallel_run(unsigned threads, size_t count, ca_parallel_part *part, void *context)
{
    crew c = {.part = part, .context = context, .count = count};
    pthread_mutex_init(&c.lock, NULL);
    pthread_t started[MAX_THREADS];
    unsigned n = 0;
    while (n + 1 < threads && n < MAX_THREADS && n + 1 < count &&
           pthread_create(&started[n], NULL, work, &c) == 0)
        n++;
    work(&c);
    for (unsigned i = 0; i < n; i++)
        pthread_join(started[i], NULL);
    pthread_mutex_destroy(&c.lock);
    return !c.failed;
}
