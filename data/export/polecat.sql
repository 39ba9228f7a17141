-- SPDX-License-Identifier: Apache-2.0
-- POLECAT: 40 columns, tab, header. A row for each event; lists are joined by "; ", nothing is None.
--: cells tab
--: header yes
WITH one AS (
  SELECT s.mention, s.role, s.n, s.name, s.text,
    CASE WHEN o.plover IS NOT NULL AND o.plover <> '' THEN o.plover WHEN s.country <> '' THEN coalesce(c.plover, s.country)
         WHEN s.code LIKE '---%' THEN NULL ELSE substr(s.code, 1, 3) END AS country,
    nullif(c.cow, '') AS cow, nullif(a.plover, '') AS first,
    nullif(coalesce(a.plover, '') || coalesce(', ' || nullif(b.plover, ''), '') || coalesce(', ' || nullif(d.plover, ''), ''), '') AS sectors
  FROM picked k JOIN side s ON s.mention = k.mention LEFT JOIN x_organisations o ON o.code = s.code LEFT JOIN x_countries c ON c.iso3 = s.country
  LEFT JOIN x_sectors a ON a.sector = s.s1 LEFT JOIN x_sectors b ON b.sector = s.s2 LEFT JOIN x_sectors d ON d.sector = s.s3),
line AS (
  SELECT mention, role, group_concat(coalesce(name, 'None'), '; ') AS name, group_concat(coalesce(country, 'None'), '; ') AS country,
    group_concat(coalesce(cow, 'None'), '; ') AS cow, group_concat(coalesce(first, 'None'), '; ') AS first,
    group_concat(coalesce(sectors, 'None'), '; ') AS sectors, group_concat(coalesce(nullif(text, ''), 'None'), '; ') AS text
  FROM (SELECT * FROM one ORDER BY mention, role, n) GROUP BY mention, role)
SELECT replace(t.on_day, '-', '') || '-0000-' || printf('%012x', t.event) || '_' || t.type || '_' || iif(t.mode = '', 'None', t.mode) AS "Event ID",
  t.on_day AS "Event Date", t.type AS "Event Type", iif(t.mode = '', 'None', t.mode) AS "Event Mode", t.plover_score AS "Intensity",
  CASE t.quad WHEN 1 THEN 'VERBAL COOPERATION' WHEN 2 THEN 'MATERIAL COOPERATION' WHEN 3 THEN 'VERBAL CONFLICT' ELSE 'MATERIAL CONFLICT' END AS "Quad Code",
  coalesce(nullif(trim(coalesce((SELECT group_concat(context, '; ') FROM (SELECT context FROM mention_context c WHERE c.mention = t.mention ORDER BY n)), '')
    || iif(t.polarity = 'negated', '; negation', '') || iif(t.time = 'past', '', '; ' || t.time) || iif(t.modality = 'hypothetical', '; hypothetical', ''), '; '), ''), 'None') AS "Contexts",
  coalesce(a.name, 'None') AS "Actor Name", coalesce(a.country, 'None') AS "Actor Country", coalesce(a.cow, 'None') AS "Actor COW",
  coalesce(a.first, 'None') AS "Primary Actor Sector", coalesce(a.sectors, 'None') AS "Actor Sectors", 'None' AS "Actor Title",
  coalesce(a.text, 'None') AS "Actor Name Raw", 'None' AS "Wikipedia Actor ID",
  coalesce(r.name, 'None') AS "Recipient Name", coalesce(r.country, 'None') AS "Recipient Country", coalesce(r.cow, 'None') AS "Recipient COW",
  coalesce(r.first, 'None') AS "Primary Recipient Sector", coalesce(r.sectors, 'None') AS "Recipient Sectors", 'None' AS "Recipient Title",
  coalesce(r.text, 'None') AS "Recipient Name Raw", 'None' AS "Wikipedia Recipient ID",
  coalesce(nullif(t.place_name, ''), 'None') AS "Placename",
  iif(t.place_granularity IN ('city', 'point'), t.place_name, 'None') AS "City", coalesce(nullif(t.place_admin2, ''), 'None') AS "District",
  coalesce(nullif(t.place_admin1, ''), 'None') AS "Province", coalesce(nullif(t.place_country, ''), 'None') AS "Country",
  coalesce(t.lat, 'None') AS "Latitude", coalesce(t.lon, 'None') AS "Longitude", coalesce(t.geonameid, 'None') AS "GeoNames ID",
  coalesce(nullif(t.place_text, ''), 'None') AS "Raw Placename", 'None' AS "Feature Type", iif(t.publisher = '', 'None', t.publisher) AS "Source",
  substr(t.story_date, 1, 10) AS "Publication Date",
  coalesce((SELECT group_concat(name, '; ') FROM (SELECT DISTINCT name FROM entity e WHERE e.story = t.story AND e.kind = 'person' ORDER BY e.entity)), 'None') AS "Story People",
  coalesce((SELECT group_concat(name, '; ') FROM (SELECT DISTINCT name FROM entity e WHERE e.story = t.story AND e.kind = 'organisation' ORDER BY e.entity)), 'None') AS "Story Organizations",
  coalesce((SELECT group_concat(name, '; ') FROM (SELECT DISTINCT name FROM place l WHERE l.story = t.story AND name <> '' ORDER BY l.n)), 'None') AS "Story Locations",
  'English' AS "Language", 'dateline-' || t.version AS "Version"
FROM picked k JOIN told t ON t.mention = k.mention
LEFT JOIN line a ON a.mention = k.mention AND a.role = 'actor' LEFT JOIN line r ON r.mention = k.mention AND r.role = 'recipient'
ORDER BY "Event Date", k.mention;
