-- SPDX-License-Identifier: Apache-2.0
-- GDELT 2.0 mentions: 16 columns, no header. A row for each mention of each pair of an event; its pairs are those of the
-- mention that stands for the event.
--: cells tab
--: header no
SELECT p.number AS GLOBALEVENTID, replace(substr(l.story_date, 1, 10), '-', '') || '000000' AS EventTimeDate,
  replace(substr(t.story_date, 1, 10), '-', '') || '000000' AS MentionTimeDate,
  iif(t.url LIKE 'http%', 1, 2) AS MentionType,
  CASE WHEN t.url LIKE 'http%://%' THEN
         substr(substr(t.url, instr(t.url, '://') + 3), 1, instr(substr(t.url, instr(t.url, '://') + 3) || '/', '/') - 1)
       ELSE t.publisher END AS MentionSourceName,
  iif(t.url <> '', t.url, t.id) AS MentionIdentifier, t.place_in_story AS SentenceID,
  coalesce((SELECT s."begin" FROM cameo_side s WHERE s.mention = t.mention AND s.cameo = p.a_code AND s.role = 'actor'
            ORDER BY s.n LIMIT 1), -1) AS Actor1CharOffset,
  coalesce((SELECT s."begin" FROM cameo_side s WHERE s.mention = t.mention AND s.cameo = p.r_code AND s.role IN ('actor', 'recipient')
            ORDER BY s.role DESC, s.n LIMIT 1), -1) AS Actor2CharOffset,
  t.trigger_begin AS ActionCharOffset, 1 AS InRawText, max(10, min(100, cast(round(t.confidence * 100) AS INTEGER))) AS Confidence,
  length(t.body) AS MentionDocLen, '' AS MentionDocTone, '' AS MentionDocTranslationInfo, '' AS Extras
FROM cameo_pair p JOIN told l ON l.mention = p.mention JOIN told t ON t.event = p.event
WHERE a_code <> '' OR r_code <> ''
ORDER BY replace(l.on_day, '-', ''), p.number, t.mention;
