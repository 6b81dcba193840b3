#include "CSQLite.h"

#include <sqlite3.h>

// Swift cannot call a function with variable arguments.
void quorate_sqlite_without_statistics(void) { (void)sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0); }
