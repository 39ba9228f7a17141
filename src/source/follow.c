/* follow.c - see follow.h.  One fetch at a time, by libcurl.
 *
 * A server is asked only for what has changed (ETag, Last-Modified, as RFC 9110 section 13), not more often than is said, and less
 * and less often while it fails: twice the wait after each failure, at most a day, or what its Retry-After asks for. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "source/follow.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <time.h>

#if DL_WITH_FEEDS
#include <curl/curl.h>
#include <poll.h>

enum { MAX_REDIRECTS = 5, CONNECT_SECONDS = 20, DAY_SECONDS = 86400, MAX_TAG = 512 };

typedef struct feed {
    const char *url;
    char etag[MAX_TAG], modified[MAX_TAG]; /* what the server called the version that we have */
    int64_t due;                           /* milliseconds of the monotonic clock */
    unsigned failures;                     /* in a row */
    bool done;
} feed;

struct dl__follow {
    const dl__source_options *o;
    CURL *curl;
    feed *feeds;
    dl__strbuf body; /* of the last fetch */
    size_t given;    /* bytes of it that were read */
    bool too_large;
    char etag[MAX_TAG], modified[MAX_TAG];
};

static int64_t now(void)
{
    struct timespec t;
    return clock_gettime(CLOCK_MONOTONIC, &t) ? 0 : (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

dl__follow *dl__follow_new(const dl__source_options *o)
{
    dl__follow *f = calloc(1, sizeof *f);
    if (!f)
        return NULL;
    f->o = o;
    dl__strbuf_init(&f->body, (size_t)o->max_bytes);
    f->feeds = calloc(o->n_follow, sizeof *f->feeds);
    f->curl = curl_easy_init();
    if (!f->feeds || !f->curl) {
        dl__follow_free(f);
        return NULL;
    }
    for (size_t i = 0; i < o->n_follow; i++)
        f->feeds[i].url = o->follow[i];
    return f;
}

void dl__follow_free(dl__follow *f)
{
    if (!f)
        return;
    curl_easy_cleanup(f->curl);
    dl__strbuf_free(&f->body);
    free(f->feeds);
    free(f);
}

/* ---- what libcurl calls ---- */

static size_t on_body(char *p, size_t size, size_t n, void *user)
{
    dl__follow *f = user;
    dl__strbuf_add(&f->body, p, size * n);
    f->too_large |= f->body.status == DL_ELIMIT;
    return f->body.status ? 0 : size * n;
}

/* "ETag: W/"17"": the value, where it fits. */
static void keep_header(dl_str line, const char *name, char out[MAX_TAG])
{
    size_t n = strlen(name);
    if (line.len <= n || strncasecmp(line.ptr, name, n) != 0)
        return;
    line.ptr += n;
    line.len -= n;
    while (line.len && (line.ptr[0] == ' ' || line.ptr[0] == '\t')) {
        line.ptr++;
        line.len--;
    }
    while (line.len && (unsigned char)line.ptr[line.len - 1] <= ' ')
        line.len--;
    if (line.len == 0 || line.len >= MAX_TAG)
        return;
    memcpy(out, line.ptr, line.len);
    out[line.len] = '\0';
}

static size_t on_header(char *p, size_t size, size_t n, void *user)
{
    dl__follow *f = user;
    dl_str line = { p, size * n };
    if (line.len > 5 && !memcmp(p, "HTTP/", 5)) /* a new answer, behind a redirect */
        f->etag[0] = f->modified[0] = '\0';
    keep_header(line, "etag:", f->etag);
    keep_header(line, "last-modified:", f->modified);
    return line.len;
}

static int on_progress(void *user, curl_off_t a, curl_off_t b, curl_off_t c, curl_off_t d)
{
    const dl__follow *f = user;
    struct pollfd p = { .fd = f->o->stop_fd, .events = POLLIN };
    (void)a, (void)b, (void)c, (void)d;
    return f->o->stop_fd > 0 && poll(&p, 1, 0) > 0;
}

/* ---- a fetch ---- */

static bool append(struct curl_slist **list, const char *name, const char *value)
{
    char line[MAX_TAG + 32];
    (void)snprintf(line, sizeof line, "%s: %s", name, value);
    struct curl_slist *more = curl_slist_append(*list, line);
    if (more)
        *list = more;
    return more != NULL;
}

static bool set_up(dl__follow *f, const feed *d, struct curl_slist **headers)
{
    CURL *c = f->curl;
    char agent[64];
    (void)snprintf(agent, sizeof agent, "dateline/%s", dl_version());
    curl_easy_reset(c);
    bool ok =
        append(headers, "Accept",
               "application/rss+xml, application/atom+xml, application/xml;q=0.9, text/xml;q=0.9, */*;q=0.5");
    if (ok && d->etag[0])
        ok = append(headers, "If-None-Match", d->etag);
    if (ok && d->modified[0])
        ok = append(headers, "If-Modified-Since", d->modified);
    return ok && !curl_easy_setopt(c, CURLOPT_URL, d->url) &&
           !curl_easy_setopt(c, CURLOPT_HTTPHEADER, *headers) &&
           !curl_easy_setopt(c, CURLOPT_USERAGENT, agent) &&
           !curl_easy_setopt(c, CURLOPT_PROTOCOLS_STR, "http,https") &&
           !curl_easy_setopt(c, CURLOPT_REDIR_PROTOCOLS_STR, "http,https") &&
           !curl_easy_setopt(c, CURLOPT_FOLLOWLOCATION, 1L) &&
           !curl_easy_setopt(c, CURLOPT_MAXREDIRS, (long)MAX_REDIRECTS) &&
           !curl_easy_setopt(c, CURLOPT_ACCEPT_ENCODING, "") && !curl_easy_setopt(c, CURLOPT_NOSIGNAL, 1L) &&
           !curl_easy_setopt(c, CURLOPT_CONNECTTIMEOUT,
                             (long)(f->o->timeout < CONNECT_SECONDS ? f->o->timeout : CONNECT_SECONDS)) &&
           !curl_easy_setopt(c, CURLOPT_TIMEOUT, (long)f->o->timeout) &&
           !curl_easy_setopt(c, CURLOPT_MAXFILESIZE_LARGE, (curl_off_t)f->o->max_bytes) &&
           !curl_easy_setopt(c, CURLOPT_WRITEFUNCTION, on_body) &&
           !curl_easy_setopt(c, CURLOPT_WRITEDATA, f) &&
           !curl_easy_setopt(c, CURLOPT_HEADERFUNCTION, on_header) &&
           !curl_easy_setopt(c, CURLOPT_HEADERDATA, f) &&
           !curl_easy_setopt(c, CURLOPT_XFERINFOFUNCTION, on_progress) &&
           !curl_easy_setopt(c, CURLOPT_XFERINFODATA, f) && !curl_easy_setopt(c, CURLOPT_NOPROGRESS, 0L);
}

static void say_why(dl__follow *f, CURLcode code, long status, char *message)
{
    const size_t n = DL__BYTES_MESSAGE;
    if (f->too_large || code == CURLE_FILESIZE_EXCEEDED)
        (void)snprintf(message, n, "sends more than %llu bytes, the limit",
                       (unsigned long long)f->o->max_bytes);
    else if (f->body.status || code == CURLE_OUT_OF_MEMORY)
        (void)snprintf(message, n, "%s", dl_status_text(DL_ENOMEM));
    else if (code == CURLE_OPERATION_TIMEDOUT)
        (void)snprintf(message, n, "did not answer in full within %u seconds", f->o->timeout);
    else if (code == CURLE_TOO_MANY_REDIRECTS)
        (void)snprintf(message, n, "redirects more than %d times", MAX_REDIRECTS);
    else if (code == CURLE_UNSUPPORTED_PROTOCOL)
        (void)snprintf(message, n, "is no address of http or https, or leads to none");
    else if (code)
        (void)snprintf(message, n, "%s", curl_easy_strerror(code));
    else
        (void)snprintf(message, n, "answers with status %ld", status);
}

/* The parameter charset of a Content-Type. */
static void charset_of(const char *type, char out[DL__CHARSET_NAME])
{
    out[0] = '\0';
    for (const char *p = type; p && *p; p++)
        if (!strncasecmp(p, "charset=", 8)) {
            size_t n = strcspn(p + 8, ";,");
            dl__charset_of_label((dl_str){ p + 8, n }, out);
            return;
        }
}

/* When to ask again. */
static void plan(dl__follow *f, feed *d, bool failed)
{
    curl_off_t asked = 0;
    int64_t wait = f->o->every;
    d->done = f->o->every == 0;
    d->failures = failed ? d->failures + 1 : 0;
    for (unsigned i = 0; i < d->failures && wait < DAY_SECONDS; i++)
        wait *= 2;
    if (!curl_easy_getinfo(f->curl, CURLINFO_RETRY_AFTER, &asked) && asked > wait)
        wait = asked;
    d->due = now() + 1000 * (wait < DAY_SECONDS ? wait : DAY_SECONDS);
}

static ptrdiff_t read_body(void *state, char *buf, size_t n, char *message)
{
    dl__follow *f = state;
    (void)message;
    size_t left = f->body.len - f->given;
    n = left < n ? left : n;
    if (n)
        memcpy(buf, f->body.s + f->given, n);
    f->given += n;
    return (ptrdiff_t)n;
}

static void fetch(dl__follow *f, feed *d, dl__fetched *out)
{
    struct curl_slist *headers = NULL;
    long status = 0;
    const char *type = NULL;
    f->given = 0;
    f->too_large = false;
    f->etag[0] = f->modified[0] = '\0';
    dl__strbuf_free(&f->body);
    CURLcode code = set_up(f, d, &headers) ? curl_easy_perform(f->curl) : CURLE_OUT_OF_MEMORY;
    curl_slist_free_all(headers);
    (void)curl_easy_getinfo(f->curl, CURLINFO_RESPONSE_CODE, &status);
    bool good = !code && (status == 200 || status == 304);
    plan(f, d, !good);
    if (code == CURLE_ABORTED_BY_CALLBACK)
        return; /* we are asked to end */
    if (!good) {
        say_why(f, code, status, out->message);
        return;
    }
    if (status == 304)
        return;
    memcpy(d->etag, f->etag, MAX_TAG);
    memcpy(d->modified, f->modified, MAX_TAG);
    (void)curl_easy_getinfo(f->curl, CURLINFO_CONTENT_TYPE, &type);
    charset_of(type, out->charset);
    out->bytes = (dl__bytes){ read_body, NULL, f };
}

int dl__follow_next(dl__follow *f, dl__fetched *out)
{
    feed *first = NULL;
    *out = (dl__fetched){ .url = "" };
    for (size_t i = 0; i < f->o->n_follow; i++)
        if (!f->feeds[i].done && (!first || f->feeds[i].due < first->due))
            first = &f->feeds[i];
    if (!first)
        return -1;
    int64_t wait = first->due - now();
    if (wait > 0)
        return (int)(wait < 60000 ? wait : 60000);
    out->url = first->url;
    fetch(f, first, out);
    return 0;
}

#else /* built without */

struct dl__follow {
    const dl__source_options *o;
    size_t next;
};

dl__follow *dl__follow_new(const dl__source_options *o)
{
    dl__follow *f = calloc(1, sizeof *f);
    if (f)
        f->o = o;
    return f;
}

void dl__follow_free(dl__follow *f)
{
    free(f);
}

int dl__follow_next(dl__follow *f, dl__fetched *out)
{
    *out = (dl__fetched){ .url = "" };
    if (f->next == f->o->n_follow)
        return -1;
    out->url = f->o->follow[f->next++];
    (void)snprintf(out->message, sizeof out->message, "this program was built without feeds (DL_WITH_FEEDS)");
    return 0;
}
#endif
