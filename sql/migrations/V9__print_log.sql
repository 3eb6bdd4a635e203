-- What was printed: each copy of each manifest, by whom and why. Lines are only ever added. By them a paper
-- that comes back is known again, and an amendment prints only what is not on paper yet.

-- `number`, `digest`: none for a draft; a label has the number of its pouch. `copies`: 0 where it was shown
-- on a screen, from which it may have been printed. `again`: a single reprint (补打), which needs a reason.
CREATE TABLE print_log (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    centre text NOT NULL,
    day date NOT NULL,
    revision integer NOT NULL,
    kind text NOT NULL,
    subject text NOT NULL,
    number text,
    digest text CHECK (digest ~ '^[0-9A-F]{20}$'),
    copies integer NOT NULL CHECK (copies >= 0),
    again boolean NOT NULL,
    who text NOT NULL CHECK (who <> ''),
    badge integer,
    why text NOT NULL CHECK (why <> '' OR NOT again),
    printed_at timestamptz NOT NULL DEFAULT now(),
    CHECK ((number IS NULL) = (digest IS NULL)),
    FOREIGN KEY (centre, day, revision) REFERENCES revision,
    FOREIGN KEY (centre, badge) REFERENCES badge
);
CREATE INDEX print_log_of_day ON print_log (centre, day, id);
CREATE INDEX print_log_of_number ON print_log (number) WHERE number IS NOT NULL;

CREATE TRIGGER print_log_stays BEFORE UPDATE OR DELETE ON print_log
    FOR EACH STATEMENT EXECUTE FUNCTION refuse('the log of prints is never changed');
CREATE TRIGGER print_log_stays_whole BEFORE TRUNCATE ON print_log
    FOR EACH STATEMENT EXECUTE FUNCTION refuse('the log of prints is never changed');
