/* absent.h - nothing in place of the stages that are not written yet (CMakeLists.txt says which).  Layer: pipeline. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef DL_PIPELINE_ABSENT_H
#define DL_PIPELINE_ABSENT_H
#ifdef DL_ABSENT_where
#define dl__atlas_new(p, out, err) ((void)(p), (void)(out), (void)(err), DL_OK)
#define dl__atlas_free(x)          ((void)(x))
#define dl__where_find(x, d, err)  ((void)(x), (void)(d), (void)(err), DL_OK)
#endif
#ifdef DL_ABSENT_actor
#define dl__actors_new(p, out, err) ((void)(p), (void)(out), (void)(err), DL_OK)
#define dl__actors_free(x)          ((void)(x))
#define dl__actor_find(x, d, err)   ((void)(x), (void)(d), (void)(err), DL_OK)
#endif
#ifdef DL_ABSENT_when
#define dl__clock_new(p, out, err) ((void)(p), (void)(out), (void)(err), DL_OK)
#define dl__clock_free(x)          ((void)(x))
#define dl__when_find(x, d, err)   ((void)(x), (void)(d), (void)(err), DL_OK)
#endif
#ifdef DL_ABSENT_quote
#define dl__cues_new(p, out, err) ((void)(p), (void)(out), (void)(err), DL_OK)
#define dl__cues_free(x)          ((void)(x))
#define dl__quote_find(x, d, err) ((void)(x), (void)(d), (void)(err), DL_OK)
#endif
#ifdef DL_ABSENT_event
#define dl__events_new(p, out, err)  ((void)(p), (void)(out), (void)(err), DL_OK)
#define dl__events_free(x)           ((void)(x))
#define dl__event_find(x, a, d, err) ((void)(x), (void)(a), (void)(d), (void)(err), DL_OK)
#endif
#ifdef DL_ABSENT_link
#define dl__link_events(d, err) ((void)(d), (void)(err), DL_OK)
#endif
#ifdef DL_ABSENT_text
#define dl__splitter_new(m, out, err) ((void)(m), (void)(out), (void)(err), DL_OK)
#define dl__splitter_free(x)          ((void)(x))
#define dl__text_split(x, d, err)     ((void)(x), (void)(d), (void)(err), DL_OK)
#endif
#ifdef DL_ABSENT_engine
#define dl__engine_new(m, out, err)         ((void)(m), (void)(out), (void)(err), DL_OK)
#define dl__engine_free(x)                  ((void)(x))
#define dl__engine_work_new(e, n, out, err) ((void)(e), (void)(n), (void)(out), (void)(err), DL_OK)
#define dl__engine_work_free(x)             ((void)(x))
#define dl__engine_run(e, w, d, a, b, err)                                                                   \
    ((void)(e), (void)(w), (void)(d), (void)(a), (void)(b), (void)(err), DL_OK)
#endif
#ifdef DL_ABSENT_pack
#define dl__pack_open(path, out, err) ((void)(path), (void)(out), (void)(err), DL_OK)
#define dl__pack_free(x)              ((void)(x))
#define dl__pack_meta(p, key, out)    ((void)(p), (void)(key), (void)(out), false)
#endif
#endif
