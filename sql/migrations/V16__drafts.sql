-- The planner's desk: drafts, their logs, and what people did to revisions.

-- A draft is edited on a revision; a copy begins with the log of another draft up to a length.
CREATE TABLE draft (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    centre text NOT NULL,
    day date NOT NULL,
    revision integer NOT NULL,
    copy_of bigint REFERENCES draft,
    name text NOT NULL CHECK (name <> ''),
    made_by text NOT NULL CHECK (made_by <> ''),
    made_at timestamptz NOT NULL DEFAULT now(),
    FOREIGN KEY (centre, day, revision) REFERENCES revision
);
CREATE INDEX draft_of_day ON draft (centre, day, id);

CREATE TRIGGER draft_stays BEFORE DELETE ON draft
    FOR EACH STATEMENT EXECUTE FUNCTION refuse('drafts are never deleted');
CREATE TRIGGER draft_keeps_its_base BEFORE UPDATE ON draft FOR EACH ROW
    WHEN ((OLD.id, OLD.centre, OLD.day, OLD.revision, OLD.copy_of, OLD.made_by, OLD.made_at)
          IS DISTINCT FROM
          (NEW.id, NEW.centre, NEW.day, NEW.revision, NEW.copy_of, NEW.made_by, NEW.made_at))
    EXECUTE FUNCTION refuse('only the name of a draft changes');

-- `entry`: the record as the planner writes it. `client`: what the device called it, so that an entry sent again
-- is not written again. `digest`: SHA-256 in hex over the digest before and the record.
CREATE TABLE draft_entry (
    draft bigint NOT NULL REFERENCES draft,
    n integer NOT NULL CHECK (n >= 1),
    at timestamptz NOT NULL DEFAULT clock_timestamp(),
    who text NOT NULL CHECK (who <> ''),
    entry text NOT NULL,
    client text CHECK (client <> ''),
    digest text NOT NULL CHECK (digest ~ '^[0-9a-f]{64}$'),
    PRIMARY KEY (draft, n),
    UNIQUE (draft, client)
);

CREATE TRIGGER draft_entry_stays BEFORE UPDATE OR DELETE ON draft_entry
    FOR EACH STATEMENT EXECUTE FUNCTION refuse('the log of a draft is never changed');
CREATE TRIGGER draft_entry_stays_whole BEFORE TRUNCATE ON draft_entry
    FOR EACH STATEMENT EXECUTE FUNCTION refuse('the log of a draft is never changed');

CREATE FUNCTION draft_grow() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.n <> 1 + coalesce((SELECT max(n) FROM draft_entry WHERE draft = NEW.draft), 0) THEN
        RAISE EXCEPTION 'the log of a draft only grows at its end' USING ERRCODE = 'FJ001';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER draft_entry_grows BEFORE INSERT ON draft_entry
    FOR EACH ROW EXECUTE FUNCTION draft_grow();

-- Limits that the plan breaks by name and reason, as the planner writes them; they belong to the plan.
ALTER TABLE revision ADD COLUMN overrides text NOT NULL DEFAULT '';
CREATE TRIGGER revision_keeps_overrides BEFORE UPDATE ON revision FOR EACH ROW
    WHEN (OLD.overrides <> NEW.overrides) EXECUTE FUNCTION refuse('revisions are immutable');

-- What people did to a revision, in order. Who proposed it made it from a draft of that length.
CREATE TABLE revision_deed (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    centre text NOT NULL,
    day date NOT NULL,
    revision integer NOT NULL,
    what text NOT NULL CHECK (what IN ('proposed', 'named', 'published')),
    who text NOT NULL CHECK (who <> ''),
    at timestamptz NOT NULL DEFAULT now(),
    name text CHECK (name <> ''),
    draft bigint REFERENCES draft,
    version integer CHECK (version >= 0),
    CHECK (what <> 'named' OR name IS NOT NULL),
    CHECK ((what = 'proposed') = (draft IS NOT NULL) AND (draft IS NULL) = (version IS NULL)),
    FOREIGN KEY (centre, day, revision) REFERENCES revision
);
CREATE INDEX revision_deed_of_revision ON revision_deed (centre, day, revision, id);

CREATE TRIGGER revision_deed_stays BEFORE UPDATE OR DELETE ON revision_deed
    FOR EACH STATEMENT EXECUTE FUNCTION refuse('what was done to a revision is never changed');
CREATE TRIGGER revision_deed_stays_whole BEFORE TRUNCATE ON revision_deed
    FOR EACH STATEMENT EXECUTE FUNCTION refuse('what was done to a revision is never changed');

-- Where it is set, who proposed a revision does not publish it.
ALTER TABLE centre ADD COLUMN two_persons boolean NOT NULL DEFAULT false;
