/* record_json.h - records, mentions and places as JSON objects, for the formats that hold them.  Layer: sink. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef DL_SINK_RECORD_JSON_H
#define DL_SINK_RECORD_JSON_H
#include "sink/sink.h"

/* The event mention i with every key of docs/schema/record.schema.json in that order. */
void dl__record_json(const dl__sink_env *env, const dl_document *d, size_t i, dl__strbuf *b);
/* The entity as it stands at a mention; null for an index that is none. */
void dl__mention_json(const dl_document *d, int64_t mention, dl__strbuf *b);
/* Who speaks in a statement, with the whole phrase that names them; of somebody not known code "---"; null for nobody. */
void dl__speaker_json(const dl_document *d, const dl_statement *s, dl__strbuf *b);
/* "key": [entity, ...] from indices of mentions. */
void dl__mentions_json(const dl_document *d, const char *key, const uint32_t *mentions, uint32_t n,
                       dl__strbuf *b);
/* "begin": code points, "end": code points */
void dl__span_json(const dl_document *d, dl_field in, uint32_t begin, uint32_t end, dl__strbuf *b);
/* name, country, admin1 [, admin2], lat, lon, geonameid, granularity: what a place is resolved to */
void dl__place_json(const dl_place *p, bool with_admin2, dl__strbuf *b);
#endif
