-- SPDX-License-Identifier: Apache-2.0
-- GDELT 2.0 events: 61 columns, no header. A row for each pair of an event.
--: cells tab
--: header no
SELECT p.number AS GLOBALEVENTID, replace(t.on_day, '-', '') AS SQLDATE, replace(substr(t.on_day, 1, 7), '-', '') AS MonthYear,
  substr(t.on_day, 1, 4) AS Year,
  printf('%.4f', substr(t.on_day, 1, 4) + ((substr(t.on_day, 6, 2) - 1) * 30 + substr(t.on_day, 9, 2)) / 365.0) AS FractionDate,
  a_code AS Actor1Code, capitals(a_name) AS Actor1Name, a_gdelt AS Actor1CountryCode, a_group AS Actor1KnownGroupCode,
  '' AS Actor1EthnicCode, '' AS Actor1Religion1Code, '' AS Actor1Religion2Code, a_t1 AS Actor1Type1Code, a_t2 AS Actor1Type2Code,
  a_t3 AS Actor1Type3Code,
  r_code AS Actor2Code, capitals(r_name) AS Actor2Name, r_gdelt AS Actor2CountryCode, r_group AS Actor2KnownGroupCode,
  '' AS Actor2EthnicCode, '' AS Actor2Religion1Code, '' AS Actor2Religion2Code, r_t1 AS Actor2Type1Code, r_t2 AS Actor2Type2Code,
  r_t3 AS Actor2Type3Code,
  t.place_in_story <= 3 AS IsRootEvent, t.cameo AS EventCode, x.base AS EventBaseCode, x.root AS EventRootCode,
  x.quad_gdelt AS QuadClass, x.goldstein_gdelt AS GoldsteinScale,
  (SELECT count(*) FROM mention o WHERE o.event = p.event) AS NumMentions,
  (SELECT count(DISTINCT s.publisher) FROM mention o JOIN story s ON s.story = o.story WHERE o.event = p.event) AS NumSources,
  (SELECT count(DISTINCT o.story) FROM mention o WHERE o.event = p.event) AS NumArticles, '' AS AvgTone,
  0 AS Actor1Geo_Type, '' AS Actor1Geo_FullName, '' AS Actor1Geo_CountryCode, '' AS Actor1Geo_ADM1Code, '' AS Actor1Geo_ADM2Code,
  '' AS Actor1Geo_Lat, '' AS Actor1Geo_Long, '' AS Actor1Geo_FeatureID,
  0 AS Actor2Geo_Type, '' AS Actor2Geo_FullName, '' AS Actor2Geo_CountryCode, '' AS Actor2Geo_ADM1Code, '' AS Actor2Geo_ADM2Code,
  '' AS Actor2Geo_Lat, '' AS Actor2Geo_Long, '' AS Actor2Geo_FeatureID,
  CASE WHEN t.place_country = '' THEN 0 WHEN t.place_granularity = 'country' THEN 1
       WHEN t.place_granularity = 'admin1' THEN iif(t.place_country = 'USA', 2, 5)
       WHEN t.place_country = 'USA' THEN 3 ELSE 4 END AS ActionGeo_Type,
  CASE WHEN t.place_country = '' THEN '' WHEN t.place_granularity = 'country' THEN g.name
       WHEN t.place_granularity = 'admin1' OR t.place_admin1 = '' THEN t.place_name || ', ' || g.name
       ELSE t.place_name || ', ' || t.place_admin1 || ', ' || g.name END AS ActionGeo_FullName,
  coalesce(g.fips, '') AS ActionGeo_CountryCode,
  CASE WHEN t.place_granularity = 'country' THEN coalesce(g.fips, '') WHEN u.postal IS NOT NULL THEN 'US' || u.postal ELSE '' END AS ActionGeo_ADM1Code,
  '' AS ActionGeo_ADM2Code, iif(t.place_country = '', '', t.lat) AS ActionGeo_Lat,
  iif(t.place_country = '', '', t.lon) AS ActionGeo_Long,
  CASE WHEN t.place_granularity = 'country' THEN coalesce(g.fips, '') ELSE '' END AS ActionGeo_FeatureID,
  replace(substr(t.story_date, 1, 10), '-', '') || '000000' AS DATEADDED,
  iif(t.url <> '', t.url, t.id) AS SOURCEURL
FROM cameo_pair p JOIN told t ON t.mention = p.mention LEFT JOIN x_cameo x ON x.code = t.cameo
LEFT JOIN x_countries g ON g.iso3 = t.place_country
LEFT JOIN x_us_states u ON t.place_country = 'USA' AND u.name = t.place_admin1
WHERE a_code <> '' OR r_code <> ''
ORDER BY SQLDATE, p.number;
