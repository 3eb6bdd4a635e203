-- Cards and the ledger: each card that entered a day is in exactly one state of that day.

-- What the last file said of a card. `stopped` are the Q codes of the row and of a second open
-- card; those of places and alerts are judged anew and stand in the ledger only.
CREATE TABLE card (
    serial text PRIMARY KEY,
    citizen bytea,
    name text NOT NULL,
    receipt_no text NOT NULL,
    receiving_code text,
    receiving_text text NOT NULL,
    channel text NOT NULL,
    applied_on date,
    produced_at timestamp,
    batch_no text NOT NULL,
    tray text NOT NULL,
    position integer,
    delivery text NOT NULL,
    must_arrive_by date,
    reason text NOT NULL,
    stopped text[] NOT NULL,
    content bytea NOT NULL
);
-- Only ever asked for equality, and hashes take half the time of a tree to fill with random keys.
CREATE INDEX card_citizen ON card USING hash (citizen) WHERE citizen IS NOT NULL;
CREATE INDEX card_receipt ON card USING hash (receipt_no) WHERE receipt_no <> '';

-- A centre's account of a day. `digest` chains the closed days: SHA-256 over the digest of the
-- closed day before and this day's rows.
CREATE TABLE day (
    centre text NOT NULL REFERENCES centre,
    day date NOT NULL,
    opened_at timestamptz NOT NULL DEFAULT now(),
    closed_at timestamptz,
    digest bytea,
    PRIMARY KEY (centre, day),
    CHECK ((closed_at IS NULL) = (digest IS NULL))
);

-- `open`: the centre still answers for the card here; false once it has left or once a later day
-- has taken it over. `reasons`: the Q codes of a quarantined card, the H code of a held one.
-- `revision`, `mode`, `pouch`: where the published plan puts it.
CREATE TABLE ledger (
    centre text NOT NULL,
    day date NOT NULL,
    card_serial text NOT NULL,
    entered entry NOT NULL,
    state card_state NOT NULL,
    open boolean NOT NULL,
    reasons text[] NOT NULL,
    revision integer,
    mode text,
    pouch text,
    PRIMARY KEY (card_serial, day),
    CHECK (NOT open OR state NOT IN
        ('handed_over', 'posted', 'picked_up', 'spoiled', 'destroyed', 'transferred')),
    CHECK ((state IN ('quarantined', 'held')) OR reasons = '{}')
) WITH (fillfactor = 70);
CREATE UNIQUE INDEX ledger_one_open ON ledger (card_serial) WHERE open;
CREATE INDEX ledger_day_rows ON ledger (centre, day);

-- The equation of a day, counted by triggers and held by a CHECK.
CREATE TABLE ledger_day (
    centre text NOT NULL,
    day date NOT NULL,
    brought_forward bigint NOT NULL DEFAULT 0 CHECK (brought_forward >= 0),
    produced bigint NOT NULL DEFAULT 0 CHECK (produced >= 0),
    returned_in bigint NOT NULL DEFAULT 0 CHECK (returned_in >= 0),
    found bigint NOT NULL DEFAULT 0 CHECK (found >= 0),
    quarantined bigint NOT NULL DEFAULT 0 CHECK (quarantined >= 0),
    planned bigint NOT NULL DEFAULT 0 CHECK (planned >= 0),
    held bigint NOT NULL DEFAULT 0 CHECK (held >= 0),
    sealed bigint NOT NULL DEFAULT 0 CHECK (sealed >= 0),
    loaded bigint NOT NULL DEFAULT 0 CHECK (loaded >= 0),
    in_transit bigint NOT NULL DEFAULT 0 CHECK (in_transit >= 0),
    handed_over bigint NOT NULL DEFAULT 0 CHECK (handed_over >= 0),
    posted bigint NOT NULL DEFAULT 0 CHECK (posted >= 0),
    picked_up bigint NOT NULL DEFAULT 0 CHECK (picked_up >= 0),
    returned bigint NOT NULL DEFAULT 0 CHECK (returned >= 0),
    spoiled bigint NOT NULL DEFAULT 0 CHECK (spoiled >= 0),
    destroyed bigint NOT NULL DEFAULT 0 CHECK (destroyed >= 0),
    transferred bigint NOT NULL DEFAULT 0 CHECK (transferred >= 0),
    PRIMARY KEY (centre, day),
    FOREIGN KEY (centre, day) REFERENCES day,
    CONSTRAINT ledger_equation CHECK (
        brought_forward + produced + returned_in + found
        = quarantined + planned + held + sealed + loaded + in_transit + handed_over + posted
          + picked_up + returned + spoiled + destroyed + transferred)
);
