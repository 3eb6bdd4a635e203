-- What came up and was published: it holds until its last day, or until somebody ends it.

-- The incidents of a proposed plan by names, as the planner writes them; they belong to the plan.
ALTER TABLE revision ADD COLUMN incidents text NOT NULL DEFAULT '';
CREATE TRIGGER revision_keeps_incidents BEFORE UPDATE ON revision FOR EACH ROW
    WHEN (OLD.incidents <> NEW.incidents) EXECUTE FUNCTION refuse('revisions are immutable');

-- `line`: the record as the planner writes it. Days planned from `since` to `until_day` know of it.
CREATE TABLE incident (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    centre text NOT NULL REFERENCES centre,
    since date NOT NULL,
    until_day date NOT NULL CHECK (until_day >= since),
    line text NOT NULL CHECK (line <> ''),
    -- Where it was published from.
    revision integer NOT NULL,
    draft bigint NOT NULL REFERENCES draft,
    made_at timestamptz NOT NULL DEFAULT now(),
    ended_at timestamptz,
    ended_by text CHECK (ended_by <> ''),
    CHECK ((ended_at IS NULL) = (ended_by IS NULL)),
    FOREIGN KEY (centre, since, revision) REFERENCES revision
);
CREATE INDEX incident_in_force ON incident (centre, until_day) WHERE ended_at IS NULL;

CREATE TRIGGER incident_stays BEFORE DELETE ON incident
    FOR EACH STATEMENT EXECUTE FUNCTION refuse('incidents are never deleted');
CREATE TRIGGER incident_stays_whole BEFORE TRUNCATE ON incident
    FOR EACH STATEMENT EXECUTE FUNCTION refuse('incidents are never deleted');
CREATE TRIGGER incident_ends_once BEFORE UPDATE ON incident FOR EACH ROW
    WHEN (OLD.ended_at IS NOT NULL
          OR (OLD.id, OLD.centre, OLD.since, OLD.until_day, OLD.line, OLD.revision, OLD.draft, OLD.made_at)
          IS DISTINCT FROM
             (NEW.id, NEW.centre, NEW.since, NEW.until_day, NEW.line, NEW.revision, NEW.draft, NEW.made_at))
    EXECUTE FUNCTION refuse('an incident only ends, and once');
