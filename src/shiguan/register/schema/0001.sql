-- What stands in a register. One dialect for SQLite and PostgreSQL; BLOB and INTEGER are widened for the latter.

-- The bytes a page came as and what its caller told of it, under the hash by which the page is known.
CREATE TABLE raw (page TEXT PRIMARY KEY, body BLOB NOT NULL);

-- A page as it was last read. `number` only joins tables of this register; it is in no dump.
CREATE TABLE page (
  number INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  label TEXT NOT NULL,
  title TEXT,
  url TEXT,
  language TEXT NOT NULL,
  published TEXT,
  publisher TEXT,
  origin TEXT,
  signature BLOB,
  report TEXT NOT NULL,
  report_origin TEXT NOT NULL,
  code TEXT NOT NULL,
  lexicon TEXT NOT NULL,
  schema INTEGER NOT NULL,
  reading BLOB NOT NULL
);
CREATE INDEX page_report ON page (report);
CREATE INDEX page_published ON page (published);

-- Where copies meet; the bands of a page follow from its signature.
CREATE TABLE band (band INTEGER NOT NULL, number INTEGER NOT NULL, PRIMARY KEY (band, number));

CREATE TABLE account (
  id TEXT PRIMARY KEY,
  page TEXT NOT NULL,
  component TEXT NOT NULL,
  record TEXT NOT NULL,
  body BLOB NOT NULL
);
CREATE INDEX account_page ON account (page);
CREATE INDEX account_component ON account (component);
CREATE INDEX account_record ON account (record);

CREATE TABLE filed (subject TEXT NOT NULL, account TEXT NOT NULL, PRIMARY KEY (subject, account));
CREATE INDEX filed_account ON filed (account);

CREATE TABLE record (
  id TEXT PRIMARY KEY,
  kind TEXT NOT NULL,
  status TEXT NOT NULL,
  date TEXT,
  first INTEGER,
  last INTEGER,
  mechanism TEXT,
  named TEXT,
  round INTEGER,
  origins INTEGER NOT NULL,
  conflicts INTEGER NOT NULL,
  verdict TEXT NOT NULL,
  body BLOB NOT NULL
);
CREATE INDEX record_first ON record (first, id);
CREATE INDEX record_mechanism ON record (mechanism, first);

-- The records that nobody has rejected.
CREATE VIEW standing AS SELECT * FROM record WHERE verdict <> 'rejected';

CREATE TABLE record_state (state TEXT NOT NULL, record TEXT NOT NULL, PRIMARY KEY (state, record));
CREATE INDEX record_state_record ON record_state (record);
CREATE TABLE record_person (person TEXT NOT NULL, record TEXT NOT NULL, PRIMARY KEY (person, record));
CREATE INDEX record_person_record ON record_person (record);

CREATE TABLE statement (
  id TEXT PRIMARY KEY,
  page TEXT NOT NULL,
  item INTEGER NOT NULL,
  person TEXT NOT NULL,
  state TEXT,
  day INTEGER
);
CREATE INDEX statement_page ON statement (page);
CREATE INDEX statement_person ON statement (person, day);
CREATE INDEX statement_state ON statement (state, day);
CREATE INDEX statement_day ON statement (day, id);

CREATE TABLE figure (
  id TEXT PRIMARY KEY,
  page TEXT NOT NULL,
  item INTEGER NOT NULL,
  measure TEXT NOT NULL,
  about TEXT NOT NULL,
  period TEXT,
  unit TEXT,
  value REAL NOT NULL
);
CREATE INDEX figure_page ON figure (page);
CREATE INDEX figure_measure ON figure (measure, period);

CREATE TABLE attestation (person TEXT NOT NULL, page TEXT NOT NULL, body BLOB NOT NULL, PRIMARY KEY (person, page, body));
CREATE INDEX attestation_page ON attestation (page);

-- What a page tells of a mechanism itself.
CREATE TABLE telling (mechanism TEXT NOT NULL, page TEXT NOT NULL, item INTEGER NOT NULL, PRIMARY KEY (mechanism, page, item));
CREATE INDEX telling_page ON telling (page);

-- An id that no longer stands, and where it leads: withdrawn where it leads nowhere.
CREATE TABLE redirect (old TEXT PRIMARY KEY, new TEXT, why TEXT NOT NULL);

-- What persons entered, never changed; `withdrawn` is the later ruling that took one back.
CREATE TABLE ruling (
  id TEXT PRIMARY KEY,
  made TEXT NOT NULL,
  author TEXT NOT NULL,
  body BLOB NOT NULL,
  withdrawn TEXT
);
CREATE INDEX ruling_made ON ruling (made);
CREATE TABLE ruled (page TEXT NOT NULL, ruling TEXT NOT NULL, PRIMARY KEY (page, ruling));

-- Who may use the register over the network. Nothing of this is in a dump; moments are seconds since 1970.
CREATE TABLE login (name TEXT PRIMARY KEY, role TEXT NOT NULL, password TEXT NOT NULL, made INTEGER NOT NULL);

-- Browsers that are signed in, and programs that may ask: what they show is kept as its digest alone.
CREATE TABLE session (digest TEXT PRIMARY KEY, login TEXT NOT NULL, began INTEGER NOT NULL, seen INTEGER NOT NULL);
CREATE INDEX session_login ON session (login);
CREATE TABLE token (
  digest TEXT PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  login TEXT NOT NULL,
  scopes TEXT NOT NULL,
  made INTEGER NOT NULL,
  ends INTEGER
);
CREATE INDEX token_login ON token (login);

-- Who did what: only ever added to.
CREATE TABLE audit (
  number INTEGER PRIMARY KEY,
  moment INTEGER NOT NULL,
  login TEXT NOT NULL,
  address TEXT NOT NULL,
  action TEXT NOT NULL,
  about TEXT NOT NULL
);
