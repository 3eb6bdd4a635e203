-- Standing rules of the planner's desk: adjustments that hold on the days to come. `vehicle` is a name of the fleet
-- and `location_code` may be a former code: what they mean is asked anew on each day, so neither is a foreign key.
CREATE TABLE standing_rule (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    centre text NOT NULL REFERENCES centre,
    location_code text NOT NULL CHECK (location_code ~ '^[0-9]{12}$'),
    kind text NOT NULL CHECK (kind IN ('on_vehicle', 'not_before', 'not_after')),
    vehicle text CHECK (vehicle <> ''),
    -- Seconds after midnight.
    at_s integer CHECK (at_s >= 0),
    reason text NOT NULL CHECK (reason <> ''),
    owner text NOT NULL CHECK (owner <> ''),
    from_day date NOT NULL,
    until_day date NOT NULL CHECK (until_day >= from_day),
    made_at timestamptz NOT NULL DEFAULT now(),
    made_by text NOT NULL CHECK (made_by <> ''),
    -- The draft from which it was kept.
    draft bigint REFERENCES draft,
    ended_at timestamptz,
    ended_by text CHECK (ended_by <> ''),
    CHECK ((kind = 'on_vehicle') = (vehicle IS NOT NULL) AND (vehicle IS NULL) = (at_s IS NOT NULL)),
    CHECK ((ended_at IS NULL) = (ended_by IS NULL))
);
CREATE INDEX standing_rule_of_centre ON standing_rule (centre, id);

CREATE TRIGGER standing_rule_stays BEFORE DELETE ON standing_rule
    FOR EACH STATEMENT EXECUTE FUNCTION refuse('standing rules are never deleted');
CREATE TRIGGER standing_rule_stays_whole BEFORE TRUNCATE ON standing_rule
    FOR EACH STATEMENT EXECUTE FUNCTION refuse('standing rules are never deleted');
CREATE TRIGGER standing_rule_ends_once BEFORE UPDATE ON standing_rule FOR EACH ROW
    WHEN (OLD.ended_at IS NOT NULL
          OR (OLD.id, OLD.centre, OLD.location_code, OLD.kind, OLD.vehicle, OLD.at_s, OLD.reason, OLD.owner,
              OLD.from_day, OLD.until_day, OLD.made_at, OLD.made_by, OLD.draft)
          IS DISTINCT FROM
             (NEW.id, NEW.centre, NEW.location_code, NEW.kind, NEW.vehicle, NEW.at_s, NEW.reason, NEW.owner,
              NEW.from_day, NEW.until_day, NEW.made_at, NEW.made_by, NEW.draft))
    EXECUTE FUNCTION refuse('a standing rule only ends, and once');

-- Which rules a revision was planned without, and why: the planner's word, what it is about, and how it was said.
CREATE TABLE standing_set_aside (
    centre text NOT NULL,
    day date NOT NULL,
    revision integer NOT NULL,
    rule bigint NOT NULL REFERENCES standing_rule,
    why text NOT NULL CHECK (why <> ''),
    detail text,
    said text NOT NULL CHECK (said <> ''),
    PRIMARY KEY (rule, day, revision),
    FOREIGN KEY (centre, day, revision) REFERENCES revision
);

CREATE TRIGGER standing_set_aside_stays BEFORE UPDATE OR DELETE ON standing_set_aside
    FOR EACH STATEMENT EXECUTE FUNCTION refuse('what a revision was planned without is never changed');
CREATE TRIGGER standing_set_aside_stays_whole BEFORE TRUNCATE ON standing_set_aside
    FOR EACH STATEMENT EXECUTE FUNCTION refuse('what a revision was planned without is never changed');
