-- Custody: who had which cards when. Events are only ever added; each carries the digest of the one before
-- it, and what moves a card moves its ledger row in the same transaction.

CREATE TYPE custody_kind AS ENUM (
    'scan', 'seal', 'unseal', 'load', 'depart', 'hand_over', 'return', 'exception', 'spoiled', 'found');

-- A person's badge; the code on it is known by its digest alone.
CREATE TABLE badge (
    centre text NOT NULL REFERENCES centre,
    number integer NOT NULL CHECK (number >= 1),
    name text NOT NULL CHECK (name <> ''),
    code_digest text NOT NULL UNIQUE,
    made_at timestamptz NOT NULL DEFAULT now(),
    ended_at timestamptz,
    PRIMARY KEY (centre, number)
);

-- The end of each day's chain: how many events there are, and the digest of the last. Its row is the one lock
-- under which events of a centre and day are written.
CREATE TABLE custody_chain (
    centre text NOT NULL,
    day date NOT NULL,
    events bigint NOT NULL DEFAULT 0,
    digest bytea NOT NULL DEFAULT '',
    PRIMARY KEY (centre, day),
    FOREIGN KEY (centre, day) REFERENCES day
) WITH (fillfactor = 50);
INSERT INTO custody_chain (centre, day) SELECT centre, day FROM day WHERE closed_at IS NULL;

CREATE FUNCTION custody_begin() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO custody_chain (centre, day) VALUES (NEW.centre, NEW.day);
    RETURN NULL;
END $$;
CREATE TRIGGER day_begins_custody AFTER INSERT ON day FOR EACH ROW EXECUTE FUNCTION custody_begin();

-- `client_id`: made by the device, so that an event sent again counts once. `cards`: every card the event
-- names, also where a whole pouch or route moves. A scan has a pouch only where its card was put into it.
CREATE TABLE custody_event (
    centre text NOT NULL,
    day date NOT NULL,
    seq bigint NOT NULL,
    client_id text NOT NULL UNIQUE CHECK (client_id ~ '^[0-9A-Za-z-]{8,64}$'),
    kind custody_kind NOT NULL,
    badge integer NOT NULL,
    device text NOT NULL,
    occurred_at timestamptz NOT NULL,
    recorded_at timestamptz NOT NULL,
    route text,
    pouch text,
    cards text[] NOT NULL,
    evidence jsonb NOT NULL CHECK (jsonb_typeof(evidence) = 'object'),
    previous bytea NOT NULL,
    digest bytea NOT NULL,
    PRIMARY KEY (centre, day, seq),
    FOREIGN KEY (centre, day) REFERENCES custody_chain,
    FOREIGN KEY (centre, badge) REFERENCES badge,
    CONSTRAINT custody_names CHECK (CASE kind
        WHEN 'scan' THEN cardinality(cards) <= 1
        WHEN 'seal' THEN pouch IS NOT NULL AND cardinality(cards) >= 1
            AND coalesce(evidence ->> 'seal', '') <> ''
            AND coalesce((evidence ->> 'count')::integer, 0) = cardinality(cards)
        WHEN 'depart' THEN route IS NOT NULL AND cardinality(cards) >= 1
        WHEN 'exception' THEN pouch IS NOT NULL AND coalesce(evidence ->> 'reason', '') <> ''
        WHEN 'return' THEN cardinality(cards) >= 1
        WHEN 'spoiled' THEN cardinality(cards) >= 1
        WHEN 'found' THEN pouch IS NULL AND cardinality(cards) >= 1
        ELSE pouch IS NOT NULL AND cardinality(cards) >= 1
    END)
);
CREATE UNIQUE INDEX custody_seal_once ON custody_event (centre, (evidence ->> 'seal')) WHERE kind = 'seal';
CREATE INDEX custody_of_pouch ON custody_event (centre, day, pouch, seq) WHERE pouch IS NOT NULL;
CREATE INDEX custody_loads ON custody_event (centre, day, route) WHERE kind = 'load';
CREATE INDEX custody_put ON custody_event (centre, day, (cards[1]), seq)
    WHERE kind = 'scan' AND pouch IS NOT NULL;

-- The digest of an event's canonical content after the digest of the event before.
CREATE FUNCTION custody_digest(e custody_event) RETURNS bytea LANGUAGE sql STABLE AS $$
    SELECT sha256(e.previous || convert_to(jsonb_build_array(
        e.centre, e.day, e.seq, e.client_id, e.kind, e.badge, e.device,
        extract(epoch FROM e.occurred_at), extract(epoch FROM e.recorded_at),
        e.route, e.pouch, e.cards, e.evidence)::text, 'UTF8'))
$$;

-- Gives an event its place in the chain.
CREATE FUNCTION custody_append() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    last custody_chain;
BEGIN
    SELECT * INTO last FROM custody_chain WHERE centre = NEW.centre AND day = NEW.day FOR UPDATE;
    IF NOT FOUND OR EXISTS (SELECT FROM day WHERE centre = NEW.centre AND day = NEW.day
                            AND closed_at IS NOT NULL) THEN
        RAISE EXCEPTION 'the day is closed or not open' USING ERRCODE = 'FJ001';
    END IF;
    IF NOT EXISTS (SELECT FROM badge WHERE centre = NEW.centre AND number = NEW.badge
                   AND ended_at IS NULL) THEN
        RAISE EXCEPTION 'the badge is not in force' USING ERRCODE = 'FJ001';
    END IF;
    NEW.seq := last.events + 1;
    NEW.recorded_at := clock_timestamp();
    NEW.previous := last.digest;
    NEW.digest := custody_digest(NEW);
    UPDATE custody_chain SET events = NEW.seq, digest = NEW.digest
    WHERE centre = NEW.centre AND day = NEW.day;
    RETURN NEW;
END $$;
CREATE TRIGGER custody_appends BEFORE INSERT ON custody_event
    FOR EACH ROW EXECUTE FUNCTION custody_append();
CREATE TRIGGER custody_stays BEFORE UPDATE OR DELETE ON custody_event
    FOR EACH STATEMENT EXECUTE FUNCTION refuse('custody events are never changed');
CREATE TRIGGER custody_stays_whole BEFORE TRUNCATE ON custody_event
    FOR EACH STATEMENT EXECUTE FUNCTION refuse('custody events are never changed');
CREATE TRIGGER custody_chain_stays BEFORE DELETE ON custody_chain
    FOR EACH STATEMENT EXECUTE FUNCTION refuse('a chain of custody is never deleted');
CREATE TRIGGER custody_chain_stays_whole BEFORE TRUNCATE ON custody_chain
    FOR EACH STATEMENT EXECUTE FUNCTION refuse('a chain of custody is never deleted');
CREATE TRIGGER custody_chain_grows BEFORE UPDATE ON custody_chain FOR EACH ROW
    WHEN (NEW.centre <> OLD.centre OR NEW.day <> OLD.day OR NEW.events <> OLD.events + 1)
    EXECUTE FUNCTION refuse('a chain of custody only grows');
