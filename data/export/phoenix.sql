-- SPDX-License-Identifier: Apache-2.0
-- Phoenix: 26 columns, tab, no header. A row for each pair that has both sides.
--: cells tab
--: header no
SELECT p.number || '_v' || t.version AS EventID, replace(t.on_day, '-', '') AS Date, substr(t.on_day, 1, 4) AS Year,
  substr(t.on_day, 6, 2) AS Month, substr(t.on_day, 9, 2) AS Day, a_code AS SourceActorFull,
  iif(a_country <> '' OR substr(a_code, 1, 3) IN ('IGO', 'NGO', 'IMG', 'MNC'), substr(a_code, 1, 3), '') AS SourceActorEntity,
  coalesce(y.phoenix, '') AS SourceActorRole,
  CASE WHEN a_country <> '' THEN trim(iif(coalesce(y.phoenix, '') = '', a_s1 || ';', '') || a_s2, ';')
       WHEN substr(a_code, 1, 3) IN ('IGO', 'NGO', 'IMG', 'MNC') THEN
         trim(substr(a_code, 4, 3) || ';' || substr(a_code, 7, 3) || ';' || substr(a_code, 10, 3), ';') ELSE '' END AS SourceActorAttribute,
  r_code AS TargetActorFull,
  iif(r_country <> '' OR substr(r_code, 1, 3) IN ('IGO', 'NGO', 'IMG', 'MNC'), substr(r_code, 1, 3), '') AS TargetActorEntity,
  coalesce(z.phoenix, '') AS TargetActorRole,
  CASE WHEN r_country <> '' THEN trim(iif(coalesce(z.phoenix, '') = '', r_s1 || ';', '') || r_s2, ';')
       WHEN substr(r_code, 1, 3) IN ('IGO', 'NGO', 'IMG', 'MNC') THEN
         trim(substr(r_code, 4, 3) || ';' || substr(r_code, 7, 3) || ';' || substr(r_code, 10, 3), ';') ELSE '' END AS TargetActorAttribute,
  t.cameo AS EventCode, x.root AS EventRootCode, x.quad_phoenix AS QuadClass,
  coalesce(nullif(x.goldstein_phoenix, ''), (SELECT goldstein_phoenix FROM x_cameo o WHERE o.code = x.root)) AS GoldsteinScore,
  '' AS Issues, t.lat AS Lat, t.lon AS Lon,
  t.place_name AS LocationName, t.place_admin1 AS StateName, t.place_country AS CountryCode,
  (SELECT group_concat(i, ';') FROM (SELECT o.id || '_' || o.place_in_story AS i FROM told o WHERE o.event = p.event ORDER BY o.mention)) AS SentenceID,
  (SELECT coalesce(group_concat(u, ';'), '') FROM (SELECT DISTINCT o.url AS u FROM told o WHERE o.event = p.event AND o.url <> '' ORDER BY o.story)) AS URLs,
  (SELECT coalesce(group_concat(u, ';'), '') FROM (SELECT DISTINCT o.publisher AS u FROM told o WHERE o.event = p.event AND o.publisher <> '' ORDER BY u)) AS NewsSources
FROM cameo_pair p JOIN told t ON t.mention = p.mention LEFT JOIN x_cameo x ON x.code = t.cameo
LEFT JOIN x_sectors y ON y.sector = a_s1 LEFT JOIN x_sectors z ON z.sector = r_s1
WHERE a_code <> '' AND r_code <> ''
ORDER BY Date, p.number;
