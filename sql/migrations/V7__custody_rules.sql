-- How cards follow custody events. A ledger row in the states of custody names the event that put it there.

-- Which cards the revision put into a pouch when it was published, so that nobody searches a whole day for them.
ALTER TABLE pouch ADD COLUMN serials text[] NOT NULL DEFAULT '{}';
UPDATE pouch p SET serials = s.serials FROM (
    SELECT centre, day, revision, pouch, array_agg(card_serial ORDER BY card_serial) AS serials
    FROM ledger WHERE pouch IS NOT NULL GROUP BY centre, day, revision, pouch) s
WHERE p.centre = s.centre AND p.day = s.day AND p.revision = s.revision AND p.number = s.pouch;

-- Cards are asked for by where they lie.
CREATE INDEX card_place ON card (tray, position) WHERE tray <> '' AND position IS NOT NULL;

-- `event`: the last custody event that moved the card.
ALTER TABLE ledger ADD COLUMN event bigint;
ALTER TABLE ledger ADD CONSTRAINT ledger_custody
    CHECK (state NOT IN ('sealed', 'loaded', 'in_transit') OR event IS NOT NULL);

-- Where an event takes its cards, and where they must be before; none is anywhere in the house.
CREATE FUNCTION custody_state(kind custody_kind) RETURNS card_state
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT CASE kind WHEN 'seal' THEN 'sealed'::card_state WHEN 'unseal' THEN 'planned'
        WHEN 'load' THEN 'loaded' WHEN 'depart' THEN 'in_transit' WHEN 'hand_over' THEN 'handed_over'
        WHEN 'return' THEN 'returned' WHEN 'spoiled' THEN 'spoiled' WHEN 'found' THEN 'planned'
    END
$$;
CREATE FUNCTION custody_from(kind custody_kind) RETURNS card_state
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT CASE kind WHEN 'seal' THEN 'planned'::card_state WHEN 'unseal' THEN 'sealed'
        WHEN 'load' THEN 'sealed' WHEN 'depart' THEN 'loaded' WHEN 'hand_over' THEN 'in_transit'
        WHEN 'return' THEN 'in_transit'
    END
$$;

-- As before, but a card is loaded only when sealed and leaves only when loaded.
CREATE OR REPLACE FUNCTION may_move(before card_state, after card_state) RETURNS boolean
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT before = after OR CASE before
        WHEN 'quarantined' THEN after IN ('planned', 'held', 'spoiled', 'destroyed', 'transferred')
        WHEN 'planned' THEN after NOT IN ('loaded', 'in_transit')
        WHEN 'held' THEN after IN
            ('quarantined', 'planned', 'picked_up', 'spoiled', 'destroyed', 'transferred')
        WHEN 'sealed' THEN after NOT IN ('held', 'in_transit')
        WHEN 'loaded' THEN after NOT IN ('held')
        WHEN 'in_transit' THEN after IN ('handed_over', 'posted', 'returned')
        WHEN 'returned' THEN after IN
            ('quarantined', 'planned', 'held', 'spoiled', 'destroyed', 'transferred')
        ELSE false
    END
$$;

-- A row that names an event is named by it and is where it takes its cards.
CREATE FUNCTION ledger_follow() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (
        SELECT FROM custody_event e
        WHERE e.centre = NEW.centre AND e.day = NEW.day AND e.seq = NEW.event
          AND custody_state(e.kind) = NEW.state AND NEW.card_serial = ANY (e.cards)
          AND (e.kind <> 'seal' OR e.pouch = NEW.pouch)) THEN
        RAISE EXCEPTION 'a card moves by a custody event' USING ERRCODE = 'FJ001';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER ledger_enters_by_custody BEFORE INSERT ON ledger FOR EACH ROW
    WHEN (NEW.event IS NOT NULL) EXECUTE FUNCTION ledger_follow();
CREATE TRIGGER ledger_follows_custody BEFORE UPDATE ON ledger FOR EACH ROW
    WHEN (NEW.event IS DISTINCT FROM OLD.event
          OR (NEW.state <> OLD.state AND NEW.state IN ('sealed', 'loaded', 'in_transit')))
    EXECUTE FUNCTION ledger_follow();
CREATE TRIGGER ledger_stays_in_pouch BEFORE UPDATE ON ledger FOR EACH ROW
    WHEN (OLD.state IN ('sealed', 'loaded', 'in_transit') AND NEW.pouch IS DISTINCT FROM OLD.pouch)
    EXECUTE FUNCTION refuse('a sealed card stays in its pouch');

-- The plan says how many cards of a location go into each pouch, the seal which ones: cards that were meant
-- for this pouch and are not in it take the places of those that came from the location's other pouches.
CREATE FUNCTION custody_make_room(e custody_event) RETURNS void LANGUAGE sql AS $$
    WITH own AS (
        SELECT DISTINCT unnest(q.serials) AS serial
        FROM revision r
        JOIN pouch p ON p.centre = r.centre AND p.day = r.day AND p.revision = r.number
        JOIN pouch q ON q.centre = p.centre AND q.day = p.day AND q.revision = p.revision
            AND q.location_code = p.location_code
        WHERE r.centre = e.centre AND r.day = e.day AND r.status = 'published' AND p.number = e.pouch
    ), lying AS (
        SELECT l.card_serial, l.pouch, l.card_serial = ANY (e.cards) AS sealed
        FROM ledger l JOIN own ON own.serial = l.card_serial
        WHERE l.centre = e.centre AND l.day = e.day AND l.open AND l.state = 'planned'
    ), coming AS (
        SELECT pouch, row_number() OVER (ORDER BY card_serial) AS n FROM lying
        WHERE sealed AND pouch <> e.pouch
    ), staying AS (
        SELECT card_serial, row_number() OVER (ORDER BY card_serial) AS n FROM lying
        WHERE NOT sealed AND pouch = e.pouch
    )
    UPDATE ledger l SET pouch = c.pouch FROM staying s JOIN coming c USING (n)
    WHERE l.centre = e.centre AND l.day = e.day AND l.card_serial = s.card_serial
$$;

CREATE FUNCTION custody_check_seal(e custody_event) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    IF (SELECT kind FROM custody_event b
        WHERE b.centre = e.centre AND b.day = e.day AND b.pouch = e.pouch AND b.seq < e.seq
          AND b.kind IN ('seal', 'unseal') ORDER BY b.seq DESC LIMIT 1) = 'seal' THEN
        RAISE EXCEPTION 'the pouch is sealed already' USING ERRCODE = 'FJ001';
    END IF;
    IF cardinality(e.cards) > coalesce((
        SELECT p.cards FROM pouch p
        JOIN revision r ON r.centre = p.centre AND r.day = p.day AND r.number = p.revision
        WHERE r.centre = e.centre AND r.day = e.day AND r.status = 'published'
          AND p.number = e.pouch), 0) THEN
        RAISE EXCEPTION 'more cards than the plan puts into the pouch' USING ERRCODE = 'FJ001';
    END IF;
    PERFORM custody_make_room(e);
END $$;

-- Moves the cards of an event, all of them or none.
CREATE FUNCTION custody_move() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    moved bigint;
BEGIN
    IF NEW.kind = 'seal' THEN
        PERFORM custody_check_seal(NEW);
    END IF;
    IF NEW.kind = 'found' OR (NEW.kind = 'return' AND NEW.pouch IS NULL) THEN
        INSERT INTO ledger (centre, day, card_serial, entered, state, open, reasons, event)
        SELECT NEW.centre, NEW.day, c.serial,
            (CASE NEW.kind WHEN 'found' THEN 'found' ELSE 'returned' END)::entry,
            custody_state(NEW.kind), true, '{}', NEW.seq
        FROM card c WHERE c.serial = ANY (NEW.cards)
          AND NOT EXISTS (SELECT FROM ledger l WHERE l.card_serial = c.serial
                          AND (l.open OR l.day >= NEW.day));
    ELSE
        UPDATE ledger l SET state = custody_state(NEW.kind), reasons = '{}', event = NEW.seq,
            open = NEW.kind NOT IN ('hand_over', 'spoiled'),
            pouch = CASE NEW.kind WHEN 'seal' THEN NEW.pouch ELSE l.pouch END
        WHERE l.centre = NEW.centre AND l.day = NEW.day AND l.card_serial = ANY (NEW.cards)
          AND l.open AND l.state = coalesce(custody_from(NEW.kind), l.state)
          AND CASE
              WHEN NEW.kind = 'seal' THEN l.mode = 'van' AND EXISTS (
                  SELECT FROM pouch a JOIN pouch b USING (centre, day, revision, location_code)
                  WHERE a.centre = l.centre AND a.day = l.day AND a.revision = l.revision
                    AND a.number = l.pouch AND b.number = NEW.pouch)
              ELSE NEW.pouch IS NULL OR l.pouch = NEW.pouch
          END;
    END IF;
    GET DIAGNOSTICS moved = ROW_COUNT;
    IF moved <> cardinality(NEW.cards) THEN
        RAISE EXCEPTION 'cards cannot follow the event: %', (
            SELECT string_agg(serial, ', ') FROM (
                SELECT s.serial FROM unnest(NEW.cards) s (serial)
                LEFT JOIN ledger l ON l.card_serial = s.serial AND l.day = NEW.day
                    AND l.centre = NEW.centre
                WHERE l.event IS DISTINCT FROM NEW.seq ORDER BY 1 LIMIT 5) few)
            USING ERRCODE = 'FJ001';
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER custody_moves AFTER INSERT ON custody_event FOR EACH ROW
    WHEN (NEW.kind NOT IN ('scan', 'exception')) EXECUTE FUNCTION custody_move();

-- Cards that were last put into a pouch, by the scans.
CREATE FUNCTION custody_put(of_centre text, of_day date, of_pouch text) RETURNS SETOF text
LANGUAGE sql STABLE AS $$
    SELECT DISTINCT e.cards[1] FROM custody_event e
    WHERE e.centre = of_centre AND e.day = of_day AND e.pouch = of_pouch AND e.kind = 'scan'
      AND NOT EXISTS (
        SELECT FROM custody_event n
        WHERE n.centre = of_centre AND n.day = of_day AND n.kind = 'scan' AND n.pouch IS NOT NULL
          AND n.cards[1] = e.cards[1] AND n.seq > e.seq AND n.pouch <> of_pouch)
$$;

-- As before, with the event of each row and the end of the day's chain of custody; rows and days without them
-- give the digest they gave.
CREATE OR REPLACE FUNCTION ledger_digest(of_centre text, of_day date, previous bytea) RETURNS bytea
LANGUAGE sql STABLE AS $$
    SELECT sha256(previous || coalesce(convert_to(string_agg(
        concat_ws('|', card_serial, entered, state, array_to_string(reasons, ','),
                  coalesce(revision, 0), coalesce(mode, ''), coalesce(pouch, ''), event),
        E'\n' ORDER BY card_serial), 'UTF8'), '')
        || coalesce((SELECT c.digest FROM custody_chain c
                     WHERE c.centre = of_centre AND c.day = of_day), ''))
    FROM ledger WHERE centre = of_centre AND day = of_day
$$;
