-- The words of the domain as types, and what is imported besides cards.

CREATE TYPE card_state AS ENUM (
    'quarantined', 'planned', 'held', 'sealed', 'loaded', 'in_transit', 'handed_over', 'posted',
    'picked_up', 'returned', 'spoiled', 'destroyed', 'transferred');
CREATE TYPE entry AS ENUM ('brought_forward', 'produced', 'returned', 'found');
CREATE TYPE revision_status AS ENUM ('proposed', 'published', 'superseded');

-- One row: the fingerprint of the key under which citizen numbers are hashed.
CREATE TABLE citizen_key (
    only_one boolean PRIMARY KEY DEFAULT true CHECK (only_one),
    fingerprint text NOT NULL
);

CREATE TABLE centre (
    code text PRIMARY KEY CHECK (code ~ '^[A-Za-z0-9-]+$'),
    name text NOT NULL,
    lon_e6 integer NOT NULL,
    lat_e6 integer NOT NULL,
    opens_s integer NOT NULL,
    closes_s integer NOT NULL,
    dock_s integer NOT NULL,
    docks integer NOT NULL CHECK (docks >= 1)
);

-- Versions by code and first day. A parent may be in another version or come in a later file, so
-- it is resolved when a day is planned, not by a foreign key.
CREATE TABLE location (
    code text NOT NULL CHECK (code ~ '^[0-9]{12}$'),
    active_from date NOT NULL,
    active_to date,
    name text NOT NULL,
    kind text NOT NULL,
    address text NOT NULL,
    lon_e6 integer NOT NULL,
    lat_e6 integer NOT NULL,
    parent_code text,
    via text NOT NULL,
    service_s integer NOT NULL,
    opening_hours text NOT NULL,
    slots integer,
    slots_on date,
    remote boolean NOT NULL,
    contact text NOT NULL,
    phone text NOT NULL,
    skills text[] NOT NULL,
    aliases text[] NOT NULL,
    PRIMARY KEY (code, active_from)
);

CREATE TABLE vehicle (
    centre text NOT NULL REFERENCES centre,
    name text NOT NULL,
    plate text NOT NULL,
    kind text NOT NULL,
    pouches integer,
    weight_g bigint,
    shift_start_s integer NOT NULL,
    shift_end_s integer NOT NULL,
    max_m bigint,
    max_stops integer,
    fixed_fen bigint NOT NULL,
    km_fen bigint NOT NULL,
    hour_fen bigint NOT NULL,
    skills text[] NOT NULL,
    break_s integer,
    break_from_s integer,
    break_to_s integer,
    trips integer NOT NULL,
    reload_s integer NOT NULL,
    start_code text,
    end_code text,
    driver text NOT NULL,
    escort text NOT NULL,
    phone text NOT NULL,
    PRIMARY KEY (centre, name)
);

CREATE TABLE calendar_day (
    day date PRIMARY KEY,
    kind text NOT NULL,
    -- Monday is 1, as ISO 8601 counts.
    hours_as integer CHECK (hours_as BETWEEN 1 AND 7)
);

CREATE TABLE policy (
    in_force_from date NOT NULL,
    channel text NOT NULL,
    limit_days integer NOT NULL,
    remote_extra_days integer NOT NULL,
    unit text NOT NULL,
    legs_after integer NOT NULL,
    promised_days integer,
    PRIMARY KEY (in_force_from, channel)
);

-- Who is meant: 'serial' or 'receipt', and its number.
CREATE TABLE alert (
    by text NOT NULL CHECK (by IN ('serial', 'receipt')),
    number text NOT NULL,
    reason text NOT NULL,
    since date NOT NULL,
    until date,
    PRIMARY KEY (by, number, reason, since)
);

CREATE TABLE machine (
    centre text NOT NULL REFERENCES centre,
    name text NOT NULL,
    kind text NOT NULL,
    pockets integer NOT NULL,
    pocket_cards integer NOT NULL,
    cards_per_hour integer NOT NULL,
    sweep_s integer NOT NULL,
    full_pocket_s integer NOT NULL,
    setup_s integer NOT NULL,
    PRIMARY KEY (centre, name)
);

-- Division 0 is everywhere else.
CREATE TABLE tariff (
    mode text NOT NULL,
    division integer NOT NULL,
    base_g bigint NOT NULL,
    base_fen bigint NOT NULL,
    step_g bigint NOT NULL,
    step_fen bigint NOT NULL,
    days integer NOT NULL,
    PRIMARY KEY (mode, division)
);

CREATE TABLE pouching (
    centre text PRIMARY KEY REFERENCES centre,
    cards_per_pouch integer NOT NULL CHECK (cards_per_pouch >= 1),
    card_g bigint NOT NULL,
    pouch_g bigint NOT NULL
);

CREATE TABLE matrix_leg (
    from_code text NOT NULL,
    to_code text NOT NULL,
    distance_m bigint NOT NULL,
    time_s bigint NOT NULL,
    PRIMARY KEY (from_code, to_code)
);

CREATE TABLE import_file (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    kind text NOT NULL,
    file_name text NOT NULL,
    sha256 bytea NOT NULL,
    centre text,
    day date,
    imported_at timestamptz NOT NULL DEFAULT now(),
    accepted bigint NOT NULL DEFAULT 0,
    unchanged bigint NOT NULL DEFAULT 0,
    quarantined bigint NOT NULL DEFAULT 0,
    refused bigint NOT NULL DEFAULT 0
);
CREATE INDEX import_file_day ON import_file (centre, day);

-- Every remark of every import; for a refused row one of them has `refused`.
CREATE TABLE finding (
    import_file bigint NOT NULL REFERENCES import_file,
    line bigint,
    column_name text,
    value text,
    code text NOT NULL,
    detail text NOT NULL,
    refused boolean NOT NULL
);
CREATE INDEX finding_file ON finding (import_file, line);
