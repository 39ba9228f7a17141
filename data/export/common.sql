-- SPDX-License-Identifier: Apache-2.0
-- What the layouts of this folder stand on. Temporary: the store is not changed. Before this, `picked` (mention, event) holds the
-- mentions to be written, and x_countries, x_cameo, x_organisations, x_sectors, x_us_states hold the tables of this folder.

-- Who is in a record: its parties with the codes of others.
CREATE TEMP VIEW side AS
  SELECT p.mention, p.role, p.n, p.code, p.text, p."begin", p.entity, e.name, e.country, e.sectors, e.kind,
         substr(e.sectors, 1, 3) AS s1, substr(e.sectors, 4, 3) AS s2, substr(e.sectors, 7, 3) AS s3
  FROM party p JOIN entity e ON e.story = p.story AND e.entity = p.entity;

-- The same as CAMEO writes codes: the country as the dictionaries have it, organisations with their long code; what is known
-- of neither is no code at all.
CREATE TEMP VIEW cameo_side AS
  SELECT s.*,
         CASE WHEN o.cameo IS NOT NULL THEN o.cameo
              WHEN s.country <> '' THEN coalesce(c.cameo, s.country) || coalesce(a.cameo, '') || coalesce(b.cameo, '') || coalesce(d.cameo, '')
              WHEN s.code LIKE '---%' THEN coalesce(a.cameo, '') || coalesce(b.cameo, '') || coalesce(d.cameo, '')
              ELSE s.code END AS cameo,
         coalesce(o.gdelt, c.gdelt, '') AS gdelt, coalesce(o."group", '') AS "group",
         coalesce(a.gdelt, '') AS t1, coalesce(b.gdelt, '') AS t2, coalesce(d.gdelt, '') AS t3
  FROM side s LEFT JOIN x_organisations o ON o.code = s.code LEFT JOIN x_countries c ON c.iso3 = s.country
  LEFT JOIN x_sectors a ON a.sector = s.s1 LEFT JOIN x_sectors b ON b.sector = s.s2 LEFT JOIN x_sectors d ON d.sector = s.s3;

-- Data sets of pairs: each actor with each recipient. Where several act with each other (a meeting, an agreement, a fight)
-- and nobody is named as recipient, each with each other one, both ways. n counts the pairs of a record from 0.
CREATE TEMP VIEW pair AS
  WITH many AS (
    SELECT k.mention, k.event, EXISTS (SELECT 1 FROM party x WHERE x.mention = k.mention AND x.role = 'recipient') AS told,
           (SELECT count(*) FROM party x WHERE x.mention = k.mention AND x.role = 'actor') > 1
             AND (m.type IN ('CONSULT', 'COOPERATE', 'AGREE') OR m.cameo = '057' OR m.cameo LIKE '19%') AS mutual
    FROM picked k JOIN mention m ON m.mention = k.mention),
  both AS (
    SELECT k.mention, k.event, a.n AS actor, r.n AS other, 'recipient' AS role
    FROM many k LEFT JOIN party a ON a.mention = k.mention AND a.role = 'actor'
    LEFT JOIN party r ON r.mention = k.mention AND r.role = 'recipient' WHERE k.told OR NOT k.mutual
    UNION ALL
    SELECT k.mention, k.event, a.n, r.n, 'actor' FROM many k JOIN party a ON a.mention = k.mention AND a.role = 'actor'
    JOIN party r ON r.mention = k.mention AND r.role = 'actor' AND r.n <> a.n WHERE k.mutual AND NOT k.told)
  SELECT *, row_number() OVER (PARTITION BY mention ORDER BY actor, other) - 1 AS n FROM both;

-- A pair with both its sides as CAMEO has them.
CREATE TEMP VIEW cameo_pair AS
  SELECT p.mention, p.event, p.n, p.event * 100 + p.n AS number,
         coalesce(a.cameo, '') AS a_code, coalesce(a.name, '') AS a_name, coalesce(a.country, '') AS a_country,
         coalesce(a.gdelt, '') AS a_gdelt, coalesce(a."group", '') AS a_group, coalesce(a.t1, '') AS a_t1,
         coalesce(a.t2, '') AS a_t2, coalesce(a.t3, '') AS a_t3, coalesce(a.kind, '') AS a_kind, coalesce(a.s1, '') AS a_s1,
         coalesce(a.s2, '') AS a_s2, coalesce(a.text, '') AS a_text, coalesce(a."begin", -1) AS a_begin,
         coalesce(r.cameo, '') AS r_code, coalesce(r.name, '') AS r_name, coalesce(r.country, '') AS r_country,
         coalesce(r.gdelt, '') AS r_gdelt, coalesce(r."group", '') AS r_group, coalesce(r.t1, '') AS r_t1,
         coalesce(r.t2, '') AS r_t2, coalesce(r.t3, '') AS r_t3, coalesce(r.kind, '') AS r_kind, coalesce(r.s1, '') AS r_s1,
         coalesce(r.s2, '') AS r_s2, coalesce(r.text, '') AS r_text, coalesce(r."begin", -1) AS r_begin
  FROM pair p LEFT JOIN cameo_side a ON a.mention = p.mention AND a.role = 'actor' AND a.n = p.actor
  LEFT JOIN cameo_side r ON r.mention = p.mention AND r.role = p.role AND r.n = p.other;

-- A record with its story: the day it happened, else the day it was told.
CREATE TEMP VIEW told AS
  SELECT m.*, s.id, s.date AS story_date, s.publisher, s.url, s.headline, s.text AS body, s.key,
         CASE WHEN m.day <> '' THEN m.day ELSE substr(s.date, 1, 10) END AS on_day,
         m.sentence + CASE m.field WHEN 'headline' THEN 1 ELSE 1 + (s.headline <> '') END AS place_in_story,
         substr(CASE m.field WHEN 'headline' THEN s.headline ELSE s.text END, m.trigger_begin + 1, m.trigger_end - m.trigger_begin) AS word,
         substr(CASE m.field WHEN 'headline' THEN s.headline ELSE s.text END, m.sentence_begin + 1, m.sentence_end - m.sentence_begin) AS said,
         m.mention - s.story * 1000000 AS number_in_story, replace(c.program, 'dateline ', '') AS version
  FROM mention m JOIN story s ON s.story = m.story JOIN coder c ON c.coder = s.coder;
