#ifndef QUORATE_CMIME_H
#define QUORATE_CMIME_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

// A mail message, read by GMime, as the list of its entities: the message itself is the first, and each of the others
// comes after the one that it lies in. A message inside a message is an entity of its own, in that which holds it.
//
// Any bytes can be read; what is broken is read as far as it makes sense. One message is used by one thread at a time.
// Texts are UTF-8. What is returned as `char *` or `uint8_t *` belongs to the caller, who gives it to quorate_mime_free.
typedef struct quorate_mime quorate_mime;

// The message in the bytes, which are copied; null if there is none or memory ran out.
quorate_mime *quorate_mime_read(const uint8_t *bytes, size_t count);
void quorate_mime_close(quorate_mime *mime);
void quorate_mime_free(void *memory);

size_t quorate_mime_entity_count(const quorate_mime *mime);
// The entity that this one lies in; -1 for the first.
int64_t quorate_mime_parent(const quorate_mime *mime, size_t entity);
// Whether it is a message, with From, To and so on, rather than a part of one.
bool quorate_mime_is_message(const quorate_mime *mime, size_t entity);

// Such as text/plain, in lower case.
char *quorate_mime_type(const quorate_mime *mime, size_t entity);
// A parameter of the content type, such as charset; null if it has none of that name.
char *quorate_mime_parameter(const quorate_mime *mime, size_t entity, const char *name);
// Whether the entity says that it is an attachment.
bool quorate_mime_is_attachment(const quorate_mime *mime, size_t entity);

size_t quorate_mime_field_count(const quorate_mime *mime, size_t entity);
char *quorate_mime_field_name(const quorate_mime *mime, size_t entity, size_t field);
// On one line, with encoded words (RFC 2047) decoded; null if GMime makes nothing of it.
char *quorate_mime_field_value(const quorate_mime *mime, size_t entity, size_t field);
// On one line, as it was written: what has a structure is taken from this, since a decoded name may look like another
// address.
char *quorate_mime_field_raw_value(const quorate_mime *mime, size_t entity, size_t field);

// The content without its transfer encoding; null for what only holds other entities.
uint8_t *quorate_mime_content(const quorate_mime *mime, size_t entity, size_t *count);
// The content as text, whatever character set it was in; null unless the type is text/*.
char *quorate_mime_text(const quorate_mime *mime, size_t entity);

// The addresses, without names, in the value of a field such as To, each followed by a line feed.
char *quorate_mime_addresses(const char *value);
// The identifiers, without angle brackets, in the value of a field such as References, each followed by a line feed.
char *quorate_mime_identifiers(const char *value);
// Seconds since 1970 of the value of a field such as Date; false if it is no date.
bool quorate_mime_date(const char *value, int64_t *seconds);

#endif
