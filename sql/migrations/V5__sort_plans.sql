-- Sort plans: artefacts of their own, kept by revision and machine. Each stays as it was made; the newest
-- number is the one the floor works by.
CREATE TABLE sort_plan (
    centre text NOT NULL,
    day date NOT NULL,
    revision integer NOT NULL,
    machine text NOT NULL,
    number integer NOT NULL CHECK (number >= 1),
    plan text NOT NULL,
    plan_hash text NOT NULL,
    made_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (centre, day, revision, machine, number),
    FOREIGN KEY (centre, day, revision) REFERENCES revision
);
CREATE TRIGGER sort_plan_stays BEFORE UPDATE OR DELETE ON sort_plan
    FOR EACH STATEMENT EXECUTE FUNCTION refuse('sort plans are never changed');

-- Destinations with pockets of their own in the first pass, so that the next day can leave them there.
CREATE TABLE sort_own (
    centre text NOT NULL,
    day date NOT NULL,
    revision integer NOT NULL,
    machine text NOT NULL,
    number integer NOT NULL,
    destination text NOT NULL,
    pockets integer[] NOT NULL CHECK (cardinality(pockets) >= 1),
    PRIMARY KEY (centre, day, revision, machine, number, destination),
    FOREIGN KEY (centre, day, revision, machine, number) REFERENCES sort_plan
);
