-- SPDX-License-Identifier: Apache-2.0
-- ICEWS: 20 columns, tab, header. A row for each pair that has both sides.
--: cells tab
--: header yes
SELECT p.number AS "Event ID", t.on_day AS "Event Date",
  CASE WHEN a_kind = 'role' AND y.agent IS NOT NULL THEN y.agent || iif(c.name IS NULL, '', ' (' || c.name || ')')
       ELSE a_name END AS "Source Name", coalesce(y.icews, '') AS "Source Sectors", coalesce(c.name, '') AS "Source Country",
  x.name AS "Event Text", t.cameo AS "CAMEO Code", x.goldstein_icews AS "Intensity",
  CASE WHEN r_kind = 'role' AND z.agent IS NOT NULL THEN z.agent || iif(d.name IS NULL, '', ' (' || d.name || ')')
       ELSE r_name END AS "Target Name", coalesce(z.icews, '') AS "Target Sectors", coalesce(d.name, '') AS "Target Country",
  t.story AS "Story ID", t.place_in_story AS "Sentence Number", t.publisher AS "Publisher",
  iif(t.place_granularity IN ('city', 'point'), t.place_name, '') AS "City", t.place_admin2 AS "District", t.place_admin1 AS "Province",
  coalesce(g.name, '') AS "Country", t.lat AS "Latitude", t.lon AS "Longitude"
FROM cameo_pair p JOIN told t ON t.mention = p.mention LEFT JOIN x_cameo x ON x.code = t.cameo
LEFT JOIN x_countries c ON c.iso3 = a_country LEFT JOIN x_countries d ON d.iso3 = r_country
LEFT JOIN x_countries g ON g.iso3 = t.place_country LEFT JOIN x_sectors y ON y.sector = a_s1 LEFT JOIN x_sectors z ON z.sector = r_s1
WHERE a_name <> '' AND r_name <> ''
ORDER BY "Event Date", p.number;
