/* Names of files that are not whole yet, where they need one: ".NAME.capalign-HOST-PID-NN" in the
 * folder of the file that they become. A process holds a lock on each for as long as it works on
 * it, and the lock goes with the process, however it dies: what nobody holds is a leftover. HOST is
 * of this machine, since not every file system has locks that another one sees. */
#ifndef CA_BASE_TEMPORARY_H
#define CA_BASE_TEMPORARY_H

#include <stdbool.h>

/* The name for the file at `path`, malloc'd, with NN 00; NULL without memory. */
char *ca_temporary_name(const char *path);
/* Creates a file under the name, counting NN upwards, and locks it. Its descriptor, or -1. */
int ca_temporary_create(char *name);
/* Gives the name, counting NN upwards, to an open file that has none, and locks it before. 0, or -1
 * with errno. */
int ca_temporary_link(int fd, char *name);
/* Locks an open file for as long as it is open, in this process or one that it gave it to. 0, or
 * the errno: EAGAIN where another holds it. */
int ca_lock_open_file(int fd);
/* Gives an open file that has no name the one at `path`; 0, or -1 with errno. */
int ca_link_open_file(int fd, const char *path);

/* Whether a name (without its folder) is one of a file that this machine made. */
bool ca_temporary_is_ours(const char *name);
/* Removes the file at a path whose name is ours, where nobody works on it. */
void ca_temporary_remove_leftover(const char *path);

#endif
