#ifndef QUORATE_CSQLITE_H
#define QUORATE_CSQLITE_H

// Has SQLite keep no statistics of its memory, for which all connections of a process wait for each other at each
// allocation. To be called before the first connection is opened; later it changes nothing.
void quorate_sqlite_without_statistics(void);

#endif
