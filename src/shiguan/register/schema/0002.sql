-- What a watch knows: the lists it asks again and again, the addresses they named, and what it told of. Moments are
-- seconds since 1970. None of it is in a dump.
CREATE INDEX page_url ON page (url);

-- A feed, sitemap or page of links, and by what its server knows the version that was last taken in whole.
CREATE TABLE watch_list (
  url TEXT PRIMARY KEY,
  source TEXT NOT NULL,
  depth INTEGER NOT NULL,
  changed TEXT NOT NULL,
  etag TEXT NOT NULL,
  modified TEXT NOT NULL,
  due INTEGER NOT NULL,
  quiet INTEGER NOT NULL,
  asked INTEGER,
  answered INTEGER,
  faults INTEGER NOT NULL,
  fault TEXT NOT NULL
);
CREATE INDEX watch_list_due ON watch_list (due);

-- An address that a list named, once and for all; `body` holds an entry that is a page by itself until it is entered.
CREATE TABLE watch_item (
  url TEXT PRIMARY KEY,
  source TEXT NOT NULL,
  host TEXT NOT NULL,
  state TEXT NOT NULL,
  due INTEGER NOT NULL,
  tries INTEGER NOT NULL,
  found INTEGER NOT NULL,
  fault TEXT NOT NULL,
  body BLOB
);
CREATE INDEX watch_item_state ON watch_item (state, host, due);

CREATE TABLE watch_count (source TEXT NOT NULL, what TEXT NOT NULL, count INTEGER NOT NULL, PRIMARY KEY (source, what));

-- A rule that has been used, since when (what stood before is told of by nobody), and the day on which it was last used.
CREATE TABLE watch_rule (rule TEXT PRIMARY KEY, since INTEGER NOT NULL, day INTEGER NOT NULL);

-- An alert, and what it is about under each rule, so that nothing is told of twice.
CREATE TABLE watch_alert (id TEXT PRIMARY KEY, made INTEGER NOT NULL, rule TEXT NOT NULL, body BLOB NOT NULL);
CREATE INDEX watch_alert_made ON watch_alert (made);
CREATE TABLE watch_told (rule TEXT NOT NULL, subject TEXT NOT NULL, PRIMARY KEY (rule, subject));
CREATE TABLE watch_delivery (
  alert TEXT NOT NULL,
  target TEXT NOT NULL,
  state TEXT NOT NULL,
  tries INTEGER NOT NULL,
  due INTEGER NOT NULL,
  fault TEXT NOT NULL,
  PRIMARY KEY (alert, target)
);
CREATE INDEX watch_delivery_state ON watch_delivery (state, due);
