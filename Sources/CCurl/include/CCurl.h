#ifndef QUORATE_CCURL_H
#define QUORATE_CCURL_H

// The macros that check argument types see only the wrappers' own parameters, so they would say nothing useful.
#define CURL_DISABLE_TYPECHECK
#include <curl/curl.h>
#include <malloc.h>

// Swift cannot call C functions with a variable number of arguments. Each wrapper fixes the type of the last one;
// which type an option takes is written in the manual page of that option.

static inline CURLcode quorate_set_long(CURL *handle, CURLoption option, long value) {
    return curl_easy_setopt(handle, option, value);
}

static inline CURLcode quorate_set_offset(CURL *handle, CURLoption option, curl_off_t value) {
    return curl_easy_setopt(handle, option, value);
}

static inline CURLcode quorate_set_string(CURL *handle, CURLoption option, const char *value) {
    return curl_easy_setopt(handle, option, value);
}

static inline CURLcode quorate_set_pointer(CURL *handle, CURLoption option, void *value) {
    return curl_easy_setopt(handle, option, value);
}

static inline CURLcode quorate_set_list(CURL *handle, CURLoption option, struct curl_slist *value) {
    return curl_easy_setopt(handle, option, value);
}

// Makes glibc keep up to so many bytes of freed memory at the top of each arena instead of returning them at once.
static inline void quorate_keep_freed_memory(int bytes) {
    mallopt(M_TRIM_THRESHOLD, bytes);
}

// CURLOPT_READFUNCTION, CURLOPT_WRITEFUNCTION and CURLOPT_HEADERFUNCTION.
typedef size_t (*quorate_data_callback)(char *buffer, size_t size, size_t count, void *context);

static inline CURLcode quorate_set_data_callback(CURL *handle, CURLoption option, quorate_data_callback callback) {
    return curl_easy_setopt(handle, option, callback);
}

// CURLOPT_PREREQFUNCTION: called when the connection is ready, before the request itself.
static inline CURLcode quorate_set_prerequest_callback(CURL *handle, curl_prereq_callback callback) {
    return curl_easy_setopt(handle, CURLOPT_PREREQFUNCTION, callback);
}

// CURLOPT_XFERINFOFUNCTION: called often during a transfer, and once a second while nothing moves.
static inline CURLcode quorate_set_progress_callback(CURL *handle, curl_xferinfo_callback callback) {
    return curl_easy_setopt(handle, CURLOPT_XFERINFOFUNCTION, callback);
}

// CURLOPT_OPENSOCKETFUNCTION: called with the resolved address, before a socket exists.
static inline CURLcode quorate_set_socket_callback(CURL *handle, curl_opensocket_callback callback) {
    return curl_easy_setopt(handle, CURLOPT_OPENSOCKETFUNCTION, callback);
}

static inline CURLcode quorate_get_long(CURL *handle, CURLINFO info, long *value) {
    return curl_easy_getinfo(handle, info, value);
}

static inline CURLcode quorate_get_offset(CURL *handle, CURLINFO info, curl_off_t *value) {
    return curl_easy_getinfo(handle, info, value);
}

// The socket of the latest connection, or CURL_SOCKET_BAD if it is closed.
static inline CURLcode quorate_get_socket(CURL *handle, curl_socket_t *value) {
    return curl_easy_getinfo(handle, CURLINFO_ACTIVESOCKET, value);
}

static inline CURLMcode quorate_multi_set_long(CURLM *multi, CURLMoption option, long value) {
    return curl_multi_setopt(multi, option, value);
}

#endif
