-- Revisions of a day's plan, the pouches of the published ones, and the numbers they gave.

CREATE TABLE revision (
    centre text NOT NULL,
    day date NOT NULL,
    number integer NOT NULL CHECK (number >= 1),
    parent integer,
    status revision_status NOT NULL DEFAULT 'proposed',
    seed bigint NOT NULL,
    iterations bigint NOT NULL,
    threads integer NOT NULL,
    input_hash text NOT NULL,
    plan_hash text NOT NULL,
    problem text NOT NULL,
    plan text NOT NULL,
    made_at timestamptz NOT NULL DEFAULT now(),
    published_at timestamptz,
    PRIMARY KEY (centre, day, number),
    FOREIGN KEY (centre, day) REFERENCES day,
    FOREIGN KEY (centre, day, parent) REFERENCES revision,
    CHECK ((status = 'proposed') = (published_at IS NULL))
);
CREATE UNIQUE INDEX revision_one_published ON revision (centre, day) WHERE status = 'published';

CREATE TRIGGER revision_stays BEFORE DELETE ON revision
    FOR EACH STATEMENT EXECUTE FUNCTION refuse('revisions are never deleted');
CREATE TRIGGER revision_is_immutable BEFORE UPDATE ON revision FOR EACH ROW
    WHEN ((OLD.centre, OLD.day, OLD.number, OLD.parent, OLD.seed, OLD.iterations, OLD.threads,
           OLD.input_hash, OLD.plan_hash, OLD.problem, OLD.plan, OLD.made_at)
          IS DISTINCT FROM
          (NEW.centre, NEW.day, NEW.number, NEW.parent, NEW.seed, NEW.iterations, NEW.threads,
           NEW.input_hash, NEW.plan_hash, NEW.problem, NEW.plan, NEW.made_at)
          OR NEW.status < OLD.status)
    EXECUTE FUNCTION refuse('revisions are immutable');

-- What a published revision puts into each pouch; `stop` counts from 1, as people do.
CREATE TABLE pouch (
    centre text NOT NULL,
    day date NOT NULL,
    revision integer NOT NULL,
    number text NOT NULL,
    location_code text NOT NULL,
    route text NOT NULL,
    vehicle text NOT NULL,
    stop integer NOT NULL CHECK (stop >= 1),
    drop_code text NOT NULL,
    cards integer NOT NULL CHECK (cards >= 1),
    PRIMARY KEY (centre, day, revision, number),
    FOREIGN KEY (centre, day, revision) REFERENCES revision
);

-- Numbers given at publication, kept by key so that an amendment keeps them.
CREATE TABLE numbering (
    centre text NOT NULL,
    day date NOT NULL,
    kind text NOT NULL,
    subject text NOT NULL,
    part integer NOT NULL,
    number text NOT NULL,
    PRIMARY KEY (centre, day, kind, subject, part),
    FOREIGN KEY (centre, day) REFERENCES day,
    UNIQUE (number)
);
