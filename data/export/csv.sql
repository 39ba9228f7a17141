-- SPDX-License-Identifier: Apache-2.0
-- The view `mentions` of docs/schema.md, a row for each record picked.
--: cells csv
--: header yes
SELECT v.* FROM picked k JOIN mentions v ON v.mention = k.mention ORDER BY v.day, k.mention;
