-- What persons say of statements and figures, weighed: `verdict` is rejected, confirmed or empty, `body` holds the fields
-- that they gave. A rejected one stands here and on its page, and is in neither `statement` nor `figure`.
CREATE TABLE amendment (
  id TEXT PRIMARY KEY,
  page TEXT NOT NULL,
  what TEXT NOT NULL,
  verdict TEXT NOT NULL,
  body BLOB NOT NULL
);
CREATE INDEX amendment_page ON amendment (page);

-- How many conflicts a record holds, those among its participants included; of records written before it is an upper bound.
ALTER TABLE record ADD COLUMN contested INTEGER NOT NULL DEFAULT 0;
UPDATE record SET contested = 1
  WHERE conflicts > 0 OR kind IN ('meeting', 'call', 'consultation', 'visit', 'signing', 'message')
  AND id IN (SELECT record FROM account GROUP BY record HAVING COUNT(*) > 1);
DROP VIEW standing;
CREATE VIEW standing AS SELECT * FROM record WHERE verdict <> 'rejected';

-- Lists of all mechanisms, of what is announced and of what is told otherwise are read from these alone.
CREATE INDEX record_told ON record (mechanism, named, status, round, first, last, verdict);
CREATE INDEX record_planned ON record (last) WHERE status = 'planned';
CREATE INDEX record_numbered ON record (mechanism, round) WHERE round IS NOT NULL;
CREATE INDEX record_contested ON record (contested);
DROP INDEX figure_measure;
CREATE INDEX figure_measure ON figure (measure, about, period, unit, value);
