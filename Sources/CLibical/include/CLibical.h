#ifndef QUORATE_CLIBICAL_H
#define QUORATE_CLIBICAL_H

#include <libical/ical.h>
#include <stdbool.h>

// A build of libical may end the process at the first error in a calendar object. Call this before anything else.
static inline void quorate_calendar_errors_are_values(void) {
    icalerror_set_errors_are_fatal(false);
}

#endif
