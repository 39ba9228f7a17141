-- SPDX-License-Identifier: Apache-2.0
-- What PETRARCH2 prints: a column url only where the story has one, then the words of both sides and of the event. Same pair and
-- code in one story make one row.
--: cells tab
--: header no
--: null skip
SELECT replace(substr(t.story_date, 1, 10), '-', '') AS date,
  CASE WHEN a_code = '' THEN '---' WHEN a_country = '' AND length(a_code) = 3 AND a_group = '' THEN '---' || a_code ELSE a_code END AS source,
  CASE WHEN r_code = '' THEN '---' WHEN r_country = '' AND length(r_code) = 3 AND r_group = '' THEN '---' || r_code ELSE r_code END AS target,
  t.cameo AS code, '' AS issues, group_concat(t.id || '_' || t.place_in_story, ';') AS ids, nullif(t.url, '') AS url,
  iif(t.publisher = '', 'NULL', t.publisher) AS source_id, iif(a_text = '', '---', a_text) AS source_text,
  iif(r_text = '', '---', r_text) AS target_text, t.word AS event_text
FROM cameo_pair p JOIN told t ON t.mention = p.mention
WHERE a_code <> '' OR r_code <> ''
GROUP BY t.story, a_code, r_code, t.cameo
ORDER BY t.story_date, min(t.mention), min(p.n);
