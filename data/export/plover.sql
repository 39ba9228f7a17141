-- SPDX-License-Identifier: Apache-2.0
-- PLOVER JSON, a record a line. Keys without a value are left out; counts of people are in comment, since the manual gives `size` no place.
--: cells raw
--: header no
SELECT json_patch('{}', json_object('id', t.key || ':' || t.number_in_story, 'has_event', json('true'), 'date', t.on_day,
  'enddate', nullif(t.date_end, ''),
  'actor', json((SELECT json_group_array(json(j)) FROM (SELECT json_patch('{}', json_object('code', CASE WHEN o.plover <> '' THEN o.plover
      WHEN s.country <> '' THEN coalesce(c.plover, s.country) WHEN s.code LIKE '---%' THEN NULL ELSE substr(s.code, 1, 3) END,
      'sector', nullif(coalesce(a.plover, '') || coalesce(b.plover, ''), ''), 'entity_text', nullif(s.text, ''), 'identifier_text', s.name)) AS j
    FROM side s LEFT JOIN x_organisations o ON o.code = s.code LEFT JOIN x_countries c ON c.iso3 = s.country LEFT JOIN x_sectors a ON a.sector = s.s1
    LEFT JOIN x_sectors b ON b.sector = s.s2 WHERE s.mention = k.mention AND s.role = 'actor' ORDER BY s.n))),
  'recipient', json((SELECT json_group_array(json(j)) FROM (SELECT json_patch('{}', json_object('code', CASE WHEN o.plover <> '' THEN o.plover
      WHEN s.country <> '' THEN coalesce(c.plover, s.country) WHEN s.code LIKE '---%' THEN NULL ELSE substr(s.code, 1, 3) END,
      'sector', nullif(coalesce(a.plover, '') || coalesce(b.plover, ''), ''), 'entity_text', nullif(s.text, ''), 'identifier_text', s.name)) AS j
    FROM side s LEFT JOIN x_organisations o ON o.code = s.code LEFT JOIN x_countries c ON c.iso3 = s.country LEFT JOIN x_sectors a ON a.sector = s.s1
    LEFT JOIN x_sectors b ON b.sector = s.s2 WHERE s.mention = k.mention AND s.role = 'recipient' ORDER BY s.n))),
  'event', json_array(t.type),
  'event_loc', iif(t.place_country = '' AND t.lat IS NULL, NULL, json(json_patch('{}', json_object('extracted_place', nullif(t.place_text, ''),
      'resolved_place', nullif(t.place_name, ''), 'geonameid', t.geonameid, 'lat', t.lat, 'lon', t.lon,
      'city', iif(t.place_granularity IN ('city', 'point'), t.place_name, NULL), 'district', nullif(t.place_admin2, ''), 'province', nullif(t.place_admin1, ''),
      'country', g.name, 'country_code', nullif(t.place_country, ''),
      'resolution', CASE t.place_granularity WHEN 'point' THEN 5 WHEN 'city' THEN 4 WHEN 'admin1' THEN 2 WHEN 'country' THEN 1 END)))),
  'event_text', json_array(t.word), 'quad_code', t.quad, 'event_scale', t.plover_score,
  'mode', iif(t.mode = '', NULL, json_array(t.mode)),
  'context', json((SELECT json_group_array(c) FROM (SELECT context AS c, n FROM mention_context x WHERE x.mention = k.mention
      UNION ALL SELECT 'negation', 100 WHERE t.polarity = 'negated' UNION ALL SELECT t.time, 101 WHERE t.time <> 'past'
      UNION ALL SELECT 'hypothetical', 102 WHERE t.modality = 'hypothetical' ORDER BY 2))),
  'link', 'event-' || t.event, 'text', t.said,
  'text_info', json_object('sequence', t.place_in_story, 'start', t.sentence_begin, 'end', t.sentence_end),
  'cite_info', json(json_patch('{}', json_object('citation', t.id, 'url', nullif(t.url, ''), 'title', nullif(t.headline, ''), 'language', 'en',
      'publication', nullif(t.publisher, ''), 'codebook', 'PLOVER 2.0', 'version', 'dateline-' || t.version))),
  'coder', 'dateline-' || t.version,
  'comment', nullif((SELECT group_concat(what || ' ' || least || iif(most IS NULL, ' or more', iif(most = least, '', ' to ' || most)), '; ')
      FROM (SELECT * FROM mention_count c WHERE c.mention = k.mention ORDER BY n)), ''))) AS record
FROM picked k JOIN told t ON t.mention = k.mention LEFT JOIN x_countries g ON g.iso3 = t.place_country
ORDER BY t.on_day, k.mention;
