-- SPDX-License-Identifier: Apache-2.0
-- GeoJSON (RFC 7946): a feature for each record that has a point.
--: cells raw
--: header no
--: before {"type":"FeatureCollection","features":[
--: between ,
--: after ]}
SELECT json_object('type', 'Feature', 'id', v.id, 'geometry', json_object('type', 'Point', 'coordinates', json_array(v.lon, v.lat)),
  'properties', json_object('day', v.day, 'type', v.type, 'mode', v.mode, 'cameo', v.cameo, 'quad', v.quad, 'goldstein', v.goldstein,
    'actors', v.actor_codes, 'actor_names', v.actor_names, 'recipients', v.recipient_codes, 'recipient_names', v.recipient_names,
    'polarity', v.polarity, 'time', v.time, 'modality', v.modality, 'place', v.place_name, 'country', v.place_country,
    'granularity', v.place_granularity, 'confidence', v.confidence, 'story', v.story, 'publisher', v.publisher, 'url', v.url, 'text', v.text)) AS feature
FROM picked k JOIN mentions v ON v.mention = k.mention WHERE v.lat IS NOT NULL ORDER BY v.day, k.mention;
