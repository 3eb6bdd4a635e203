-- Receipts: what comes back of what left, on its day or later; and codes that misdelivered cards teach.

-- A signed sheet that came back after its day was closed, or before anything of its route was scanned: it moves
-- nothing. (A new value cannot be used where it is made, so what follows compares its name.)
ALTER TYPE custody_kind ADD VALUE 'receipt';

-- Of days that were closed before, nobody scanned receipts.
ALTER TABLE day ADD COLUMN receipts boolean NOT NULL DEFAULT false;
ALTER TABLE day ALTER COLUMN receipts SET DEFAULT true;
UPDATE day SET receipts = true WHERE closed_at IS NULL;

-- `evidence ->> 'belongs'` is the pouch that an event is about, also where its cards enter a later day without it.
CREATE INDEX custody_steps ON custody_event (centre, day, seq) WHERE kind <> 'scan';
CREATE INDEX custody_about ON custody_event (centre, (evidence ->> 'belongs')) WHERE kind <> 'scan';

DROP TRIGGER custody_moves ON custody_event;
CREATE TRIGGER custody_moves AFTER INSERT ON custody_event FOR EACH ROW
    WHEN (NEW.kind::text NOT IN ('scan', 'exception', 'receipt')) EXECUTE FUNCTION custody_move();

-- What says something of another day's pouch, or that a pouch was received, names cards that were in it.
CREATE FUNCTION custody_check_paper() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.evidence ->> 'of_day' IS NULL OR (NEW.evidence ->> 'of_day')::date > NEW.day OR EXISTS (
        SELECT FROM unnest(NEW.cards) c (serial) WHERE NOT EXISTS (
            SELECT FROM ledger l
            WHERE l.centre = NEW.centre AND l.day = (NEW.evidence ->> 'of_day')::date
              AND l.card_serial = c.serial AND l.pouch = NEW.evidence ->> 'belongs')) THEN
        RAISE EXCEPTION 'the cards were not in this pouch' USING ERRCODE = 'FJ001';
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER custody_checks_paper AFTER INSERT ON custody_event FOR EACH ROW
    WHEN (NEW.kind::text = 'receipt' OR NEW.evidence ? 'of_day')
    EXECUTE FUNCTION custody_check_paper();

-- Who taught that a code means another location, and since when. `instead_of`: the location it meant before.
CREATE TABLE alias_taught (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    centre text NOT NULL,
    badge integer NOT NULL,
    alias text NOT NULL,
    location_code text NOT NULL,
    instead_of text,
    active_from date NOT NULL,
    taught_at timestamptz NOT NULL DEFAULT now(),
    FOREIGN KEY (centre, badge) REFERENCES badge
);
CREATE TRIGGER alias_taught_stays BEFORE UPDATE OR DELETE ON alias_taught
    FOR EACH STATEMENT EXECUTE FUNCTION refuse('who taught what is never changed');
