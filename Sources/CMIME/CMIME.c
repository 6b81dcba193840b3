#include "CMIME.h"

#include <gmime/gmime.h>

struct entity {
    // Borrowed: the message owns everything inside it.
    GMimeObject *object;
    int64_t parent;
};

struct quorate_mime {
    GMimeMessage *message;
    GArray *entities;
};

static gpointer start_gmime(gpointer unused) {
    (void)unused;
    g_mime_init();
    return NULL;
}

// GMime counts its starts without a lock, so it is started once.
static void ensure_gmime(void) {
    static GOnce once = G_ONCE_INIT;
    g_once(&once, start_gmime, NULL);
}

static GMimeMessage *read_message(const uint8_t *bytes, size_t count) {
    GMimeStream *stream = g_mime_stream_mem_new_with_buffer((const char *)bytes, count);
    GMimeParser *parser = g_mime_parser_new_with_stream(stream);
    // Contents then have memory of their own and do not lock the stream.
    g_mime_parser_set_persist_stream(parser, FALSE);
    GMimeMessage *message = g_mime_parser_construct_message(parser, NULL);
    g_object_unref(parser);
    g_object_unref(stream);
    return message;
}

static void push(GArray *waiting, GMimeObject *object, int64_t parent) {
    struct entity entity = {object, parent};
    if (object != NULL) g_array_append_val(waiting, entity);
}

// What an entity holds, the last first, since the list is taken from its end.
static void push_contents(GArray *waiting, GMimeObject *object, int64_t place) {
    if (GMIME_IS_MESSAGE(object)) {
        push(waiting, g_mime_message_get_mime_part(GMIME_MESSAGE(object)), place);
    } else if (GMIME_IS_MESSAGE_PART(object)) {
        push(waiting, (GMimeObject *)g_mime_message_part_get_message(GMIME_MESSAGE_PART(object)), place);
    } else if (GMIME_IS_MULTIPART(object)) {
        GMimeMultipart *multipart = GMIME_MULTIPART(object);
        for (int index = g_mime_multipart_get_count(multipart) - 1; index >= 0; index--) {
            push(waiting, g_mime_multipart_get_part(multipart, index), place);
        }
    }
}

// In the order of the text, without recursion: somebody else decides how deep a message is.
static GArray *list_entities(GMimeMessage *message) {
    GArray *entities = g_array_new(FALSE, FALSE, sizeof(struct entity));
    GArray *waiting = g_array_new(FALSE, FALSE, sizeof(struct entity));
    push(waiting, GMIME_OBJECT(message), -1);
    while (waiting->len > 0) {
        struct entity next = g_array_index(waiting, struct entity, waiting->len - 1);
        g_array_set_size(waiting, waiting->len - 1);
        g_array_append_val(entities, next);
        push_contents(waiting, next.object, (int64_t)entities->len - 1);
    }
    g_array_free(waiting, TRUE);
    return entities;
}

quorate_mime *quorate_mime_read(const uint8_t *bytes, size_t count) {
    ensure_gmime();
    if (bytes == NULL || count == 0) return NULL;
    GMimeMessage *message = read_message(bytes, count);
    if (message == NULL) return NULL;
    quorate_mime *mime = g_new0(quorate_mime, 1);
    mime->message = message;
    mime->entities = list_entities(message);
    return mime;
}

void quorate_mime_close(quorate_mime *mime) {
    if (mime == NULL) return;
    g_array_free(mime->entities, TRUE);
    g_object_unref(mime->message);
    g_free(mime);
}

void quorate_mime_free(void *memory) { g_free(memory); }

static GMimeObject *object_at(const quorate_mime *mime, size_t entity) {
    return g_array_index(mime->entities, struct entity, entity).object;
}

size_t quorate_mime_entity_count(const quorate_mime *mime) { return mime->entities->len; }

int64_t quorate_mime_parent(const quorate_mime *mime, size_t entity) {
    return g_array_index(mime->entities, struct entity, entity).parent;
}

bool quorate_mime_is_message(const quorate_mime *mime, size_t entity) {
    return GMIME_IS_MESSAGE(object_at(mime, entity));
}

char *quorate_mime_type(const quorate_mime *mime, size_t entity) {
    GMimeContentType *type = g_mime_object_get_content_type(object_at(mime, entity));
    if (type == NULL) return NULL;
    char *name = g_mime_content_type_get_mime_type(type);
    char *lower = g_ascii_strdown(name, -1);
    g_free(name);
    return lower;
}

char *quorate_mime_parameter(const quorate_mime *mime, size_t entity, const char *name) {
    GMimeContentType *type = g_mime_object_get_content_type(object_at(mime, entity));
    return type == NULL ? NULL : g_strdup(g_mime_content_type_get_parameter(type, name));
}

bool quorate_mime_is_attachment(const quorate_mime *mime, size_t entity) {
    const char *disposition = g_mime_object_get_disposition(object_at(mime, entity));
    return disposition != NULL && g_ascii_strcasecmp(disposition, GMIME_DISPOSITION_ATTACHMENT) == 0;
}

static GMimeHeader *field_at(const quorate_mime *mime, size_t entity, size_t field) {
    return g_mime_header_list_get_header_at(g_mime_object_get_header_list(object_at(mime, entity)), (int)field);
}

size_t quorate_mime_field_count(const quorate_mime *mime, size_t entity) {
    return (size_t)g_mime_header_list_get_count(g_mime_object_get_header_list(object_at(mime, entity)));
}

char *quorate_mime_field_name(const quorate_mime *mime, size_t entity, size_t field) {
    return g_strdup(g_mime_header_get_name(field_at(mime, entity, field)));
}

char *quorate_mime_field_value(const quorate_mime *mime, size_t entity, size_t field) {
    return g_strdup(g_mime_header_get_value(field_at(mime, entity, field)));
}

char *quorate_mime_field_raw_value(const quorate_mime *mime, size_t entity, size_t field) {
    const char *raw = g_mime_header_get_raw_value(field_at(mime, entity, field));
    return raw == NULL ? NULL : g_mime_utils_header_unfold(raw);
}

uint8_t *quorate_mime_content(const quorate_mime *mime, size_t entity, size_t *count) {
    GMimeObject *object = object_at(mime, entity);
    if (!GMIME_IS_PART(object)) return NULL;
    GMimeDataWrapper *content = g_mime_part_get_content(GMIME_PART(object));
    if (content == NULL) return NULL;
    GByteArray *bytes = g_byte_array_new();
    GMimeStream *stream = g_mime_stream_mem_new_with_byte_array(bytes);
    g_mime_stream_mem_set_owner(GMIME_STREAM_MEM(stream), FALSE);
    g_mime_data_wrapper_write_to_stream(content, stream);
    g_mime_stream_flush(stream);
    g_object_unref(stream);
    *count = bytes->len;
    return g_byte_array_free(bytes, FALSE);
}

char *quorate_mime_text(const quorate_mime *mime, size_t entity) {
    GMimeObject *object = object_at(mime, entity);
    if (!GMIME_IS_TEXT_PART(object)) return NULL;
    return g_mime_text_part_get_text(GMIME_TEXT_PART(object));
}

static void append_addresses(GString *lines, InternetAddressList *list) {
    for (int index = 0; index < internet_address_list_length(list); index++) {
        InternetAddress *address = internet_address_list_get_address(list, index);
        if (INTERNET_ADDRESS_IS_MAILBOX(address)) {
            const char *text = internet_address_mailbox_get_addr(INTERNET_ADDRESS_MAILBOX(address));
            if (text != NULL) g_string_append_printf(lines, "%s\n", text);
        }
    }
}

char *quorate_mime_addresses(const char *value) {
    ensure_gmime();
    GString *lines = g_string_new(NULL);
    InternetAddressList *list = internet_address_list_parse(NULL, value);
    if (list != NULL) {
        append_addresses(lines, list);
        g_object_unref(list);
    }
    return g_string_free(lines, FALSE);
}

char *quorate_mime_identifiers(const char *value) {
    ensure_gmime();
    GString *lines = g_string_new(NULL);
    GMimeReferences *references = g_mime_references_parse(NULL, value);
    for (int index = 0; index < g_mime_references_length(references); index++) {
        g_string_append_printf(lines, "%s\n", g_mime_references_get_message_id(references, index));
    }
    g_mime_references_free(references);
    return g_string_free(lines, FALSE);
}

bool quorate_mime_date(const char *value, int64_t *seconds) {
    ensure_gmime();
    GDateTime *date = g_mime_utils_header_decode_date(value);
    if (date == NULL) return false;
    *seconds = g_date_time_to_unix(date);
    g_date_time_unref(date);
    return true;
}
